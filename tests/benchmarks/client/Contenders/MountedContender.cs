using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Contenders;

/// <summary>A client that is started by its own <c>cvmfs2</c>, with one configuration for all.</summary>
internal sealed class MountedContender(ContenderKind kind, string folder, string work) : Contender
{
    private int _mounts;

    public override ContenderKind Kind => kind;

    public override async Task<Place> ShowAsync(PublishedRepository repository, int port, string cache, CancellationToken cancel)
    {
        var own = Directory.CreateDirectory(Path.Combine(work, $"{kind}-{++_mounts}".ToLowerInvariant())).FullName;
        var configuration = Path.Combine(own, "config");
        var sockets = Directory.CreateDirectory(Path.Combine(own, "run")).FullName;
        await File.WriteAllLinesAsync(
            configuration,
            [
                $"CVMFS_SERVER_URL=http://127.0.0.1:{port}/cvmfs/@fqrn@",
                "CVMFS_HTTP_PROXY=DIRECT",
                $"CVMFS_PUBLIC_KEY={repository.PublicKey}",
                $"CVMFS_CACHE_BASE={cache}",
                $"CVMFS_RELOAD_SOCKETS={sockets}",
                "CVMFS_SHARED_CACHE=no",
                "CVMFS_QUOTA_LIMIT=20000",
                "CVMFS_CLAIM_OWNERSHIP=no",
            ],
            cancel);
        var place = new MountedPlace(own);
        try
        {
            await place.MountAsync(folder, ["-o", Options(configuration), repository.Name], cancel);
            return place;
        }
        catch
        {
            await place.DisposeAsync();
            throw;
        }
    }

    // The original wants to give up root's rights unless it is told otherwise.
    private string Options(string configuration) => kind == ContenderKind.Original
        ? $"config={configuration},system_mount,uid=0,gid=0"
        : $"config={configuration}";
}
