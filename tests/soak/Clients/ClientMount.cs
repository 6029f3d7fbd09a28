using System.Globalization;
using CernVM.Soak.Site;

namespace CernVM.Soak.Clients;

/// <summary>One mount of the repository, with a cache that is too small for it.</summary>
internal sealed class ClientMount : IDisposable
{
    /// <summary>Limit of each cache in MB; the repository has more than twice as much.</summary>
    public const int QuotaMegabytes = 45;

    private readonly string _folder;
    private readonly string _bin;

    private ClientMount(string bin, string folder)
    {
        _bin = bin;
        _folder = folder;
        Root = Directory.CreateDirectory(Path.Combine(folder, "mnt")).FullName;
    }

    /// <summary>Where it is mounted.</summary>
    public string Root { get; }

    /// <summary>Its process.</summary>
    public ProcessWatch? Watch { get; private set; }

    /// <summary>Mounts it.</summary>
    public static async Task<ClientMount> MountAsync(string bin, string folder, string cache, bool isShared, Repository repository, IEnumerable<int> proxies, CancellationToken cancel)
    {
        var mount = new ClientMount(bin, folder);
        var configuration = Path.Combine(folder, "config");
        await File.WriteAllLinesAsync(
            configuration,
            [
                $"CVMFS_SERVER_URL=http://127.0.0.1:{repository.Port}/cvmfs/@fqrn@",
                $"CVMFS_HTTP_PROXY='{string.Join('|', proxies.Select(port => $"http://127.0.0.1:{port}"))}'",
                $"CVMFS_PUBLIC_KEY={repository.PublicKey}",
                $"CVMFS_CACHE_BASE={cache}",
                $"CVMFS_SHARED_CACHE={(isShared ? "yes" : "no")}",
                $"CVMFS_QUOTA_LIMIT={QuotaMegabytes}",
                "CVMFS_TIMEOUT=5",
                "CVMFS_CLAIM_OWNERSHIP=no",
                $"CVMFS_USYSLOG={folder}/client.log",
            ],
            cancel);
        await Programs.RunAsync(Path.Combine(folder, "mount.log"), cancel, Path.Combine(bin, "cvmfs2"), "-o", "config=" + configuration, Repository.Name, mount.Root);
        var pid = Path.Combine(folder, "pid");
        await Programs.RunAsync(pid, cancel, "getfattr", "--only-values", "-n", "user.pid", mount.Root);
        mount.Watch = new ProcessWatch(int.Parse(File.ReadAllText(pid).Split('\n')[^1], CultureInfo.InvariantCulture));
        return mount;
    }

    /// <summary>Unmounts, which must work and end the process.</summary>
    public async Task UnmountAsync(CancellationToken cancel)
    {
        await Programs.RunAsync(Path.Combine(_folder, "mount.log"), cancel, "umount", Root);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (Watch!.IsAlive)
            await Task.Delay(50, limit.Token);
    }

    /// <summary>Checks every object of a cache directory with <c>cvmfs_fsck</c>.</summary>
    public Task CheckCacheAsync(string directory, CancellationToken cancel) =>
        Programs.RunAsync(Path.Combine(_folder, "fsck.log"), cancel, Path.Combine(_bin, "cvmfs_fsck"), directory);

    public void Dispose()
    {
        using var unmount = Programs.Start("/dev/null", "umount", "-l", Root);
        unmount.WaitForExit();
    }
}
