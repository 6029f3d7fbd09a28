using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Services;

/// <summary>
/// One line a request, appended: UTC time, method, path as it was sent, status, body bytes, milliseconds, kind; separated by blanks.
/// </summary>
internal sealed class AccessLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;

    /// <exception cref="WebServerException">The file cannot be opened for writing.</exception>
    public AccessLog(string path)
    {
        try
        {
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WebServerException($"The access log '{path}' cannot be written: {e.Message} Name another file with --access-log.", e);
        }
    }

    public void Write(DateTimeOffset time, string method, string target, int status, long bytes, TimeSpan duration, ServedKind kind)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {Visible(method)} {Visible(target)} {status} {bytes} {duration.TotalMilliseconds:F1} {kind}\n");
        lock (_lock)
            _file.Write(Encoding.UTF8.GetBytes(line));
    }

    public void Dispose() => _file.Dispose();

    // A request must not be able to forge a line or to colour a terminal.
    private static string Visible(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('!', '~') ? Uri.EscapeDataString(text) : text;
}
