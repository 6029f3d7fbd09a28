using System.Text;
using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>
/// A log file of bounded size (<c>CVMFS_USYSLOG</c>, <c>CVMFS_DEBUGLOG</c>): when it is full it becomes <c>FILE.1</c>, replacing an older one.
/// </summary>
internal sealed class FileSink(string path, string prefix, TimeProvider clock, long limit = FileSink.DefaultLimit) : ILogSink
{
    /// <summary>Ours: a site that wants more uses syslog.</summary>
    private const long DefaultLimit = 4 << 20;

    private FileStream? _file;

    public void Write(ClientLogEntry entry)
    {
        try
        {
            _file ??= Open();
            if (_file.Length >= limit)
                Rotate();
            var line = $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} ({prefix}) {entry.Level.ToString().ToLowerInvariant()} {entry.Id}: {entry.Message}\n";
            _file.Write(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Disk full or file gone: the next entry tries again with a new descriptor.
            _file?.Dispose();
            _file = null;
        }
    }

    public void Dispose() => _file?.Dispose();

    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private void Rotate()
    {
        _file?.Dispose();
        File.Move(path, path + ".1", overwrite: true);
        _file = Open();
    }
}
