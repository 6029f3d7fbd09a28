using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>
/// The address of a control socket. The kernel takes 107 bytes of path (unix(7)), a workspace may be deeper: then the socket's directory is opened
/// and named by its descriptor.
/// </summary>
internal sealed class TalkAddress : IDisposable
{
    private const int LongestPath = 107;

    private readonly DirectoryHandle? _directory;

    private TalkAddress(string path, DirectoryHandle? directory) => (EndPoint, _directory) = (new UnixDomainSocketEndPoint(path), directory);

    /// <summary>What to bind or to connect to, as long as this object lives.</summary>
    public UnixDomainSocketEndPoint EndPoint { get; }

    /// <summary>The address of a socket file, which need not exist.</summary>
    /// <exception cref="SocketException">Its directory cannot be opened.</exception>
    public static TalkAddress Of(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) <= LongestPath)
            return new TalkAddress(path, directory: null);
        var opened = DirectoryHandle.Open(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!opened.TryGet(out var directory))
            throw new SocketException((int)SocketError.AddressNotAvailable, $"The directory of '{path}' cannot be opened: {opened.Error.Describe()}.");
        var number = directory.DangerousGetHandle().ToString("D", CultureInfo.InvariantCulture);
        return new TalkAddress($"/proc/self/fd/{number}/{Path.GetFileName(path)}", directory);
    }

    public void Dispose() => _directory?.Dispose();
}
