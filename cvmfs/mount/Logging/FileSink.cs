using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>
/// A log file of bounded size (<c>CVMFS_USYSLOG</c>, <c>CVMFS_DEBUGLOG</c>): when it is full it becomes <c>FILE.1</c>, replacing an older one.
/// </summary>
internal sealed class FileSink(string path, string prefix, TimeProvider clock, long limit = FileSink.DefaultLimit) : ILogSink
{
    /// <summary>Of a debug log, in bytes. Ours: an hour of a busy mount, and bounded, which upstream's is not.</summary>
    public const long DebugLimit = 64 << 20;

    /// <summary>In bytes. Ours: a site that wants more uses syslog.</summary>
    private const long DefaultLimit = 4 << 20;

    private const uint Permissions = 0x1A4;

    private readonly byte[] _path = Encoding.UTF8.GetBytes(path);
    private SafeFileHandle? _file;

    /// <summary>Opens the file now, and tells why it cannot be written.</summary>
    public LinuxResult TryOpen()
    {
        var opened = OpenFile();
        _file = opened.IsOk ? opened.Value : null;
        return opened.WithoutValue();
    }

    public void Write(ClientLogEntry entry)
    {
        _file ??= Open();
        if (_file is not null && RandomAccess.GetLength(_file) >= limit)
            Rotate(_file);
        var line = $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} ({prefix}) {entry.Level.ToString().ToLowerInvariant()} {entry.Id}: {entry.Message}\n";

        // Disk full or file gone: the next entry tries again with a new descriptor.
        if (_file is null || _file.WriteNext(Encoding.UTF8.GetBytes(line)).IsOk)
            return;
        _file.Dispose();
        _file = null;
    }

    public void Dispose() => _file?.Dispose();

    // Several mounts may write to one file: the kernel appends each line as a whole.
    private LinuxResult<SafeFileHandle> OpenFile() =>
        DirectoryHandle.WorkingDirectory.OpenFile(_path, OpenFlags.Write | OpenFlags.Append | OpenFlags.Create, Permissions);

    private SafeFileHandle? Open() => OpenFile().TryGet(out var file) ? file : null;

    // Another mount may have moved the full file away already.
    private void Rotate(SafeFileHandle full)
    {
        var own = full.Status();
        var named = DirectoryHandle.WorkingDirectory.Status(_path);
        if (own.IsOk && named.IsOk && own.Value.Inode == named.Value.Inode)
            _ = DirectoryHandle.WorkingDirectory.Rename(_path, DirectoryHandle.WorkingDirectory, Encoding.UTF8.GetBytes(path + ".1"));
        full.Dispose();
        _file = Open();
    }
}
