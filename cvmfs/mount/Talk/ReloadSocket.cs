using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Mount.Replacement;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>
/// The name under which the original's tools ask for a reload: <c>cvmfs.&lt;fqrn&gt;</c> in <c>CVMFS_RELOAD_SOCKETS</c>. Here one socket takes all
/// commands, so the name is a link to it. Where it cannot be made only <c>cvmfs2 __RELOAD__</c> misses it.
/// </summary>
internal sealed class ReloadSocket : IDisposable
{
    private const string DefaultFolder = "/var/run/cvmfs";

    private readonly string? _link;
    private readonly MountReplacement _replacement;

    private ReloadSocket(string? link, MountReplacement replacement)
    {
        _link = link;
        _replacement = replacement;
    }

    /// <summary>Makes the link, replacing that of a mount that was killed.</summary>
    public static ReloadSocket Place(ClientSettings settings, string talkSocket, MountReplacement replacement)
    {
        var folder = settings["CVMFS_RELOAD_SOCKETS"] is { Length: > 0 } configured ? configured : DefaultFolder;
        var link = Path.Combine(folder, $"cvmfs.{settings.Repository}");
        try
        {
            var known = new FileInfo(link);
            if (known.LinkTarget is not null)
                known.Delete();
            File.CreateSymbolicLink(link, Path.GetFullPath(talkSocket));
            return new ReloadSocket(link, replacement);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ReloadSocket(null, replacement);
        }
    }

    /// <summary>Removes the link, unless another process serves the mount now.</summary>
    public void Dispose()
    {
        if (_link is not null && _replacement.Successor is null)
            File.Delete(_link);
    }
}
