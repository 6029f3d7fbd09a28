using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Metrics;

/// <summary>
/// All figures of a mount at one moment, in order of their names: for <c>internal affairs</c>, telemetry and Prometheus alike. What the original counts has the
/// original's name.
/// </summary>
internal static class MountMetrics
{
    public static IReadOnlyList<MountMetric> Read(MagicContext magic) =>
        [.. Operations(magic).Concat(Network(magic)).Concat(Cache(magic)).OrderBy(metric => metric.Name, StringComparer.Ordinal)];

    private static IEnumerable<MountMetric> Operations(MagicContext magic)
    {
        var client = magic.Client.Counters;
        var operations = magic.Operations;
        return
        [
            Gauge("catalog_revision", (long)magic.Client.CurrentRevision.Number.Number, "Revision number of the root file catalog"),
            Counter("cvmfs.n_fs_dir_open", magic.Statistics.DirectoryOpens, "Overall number of directory open operations"),
            Counter("cvmfs.n_fs_forget", operations.Count(FuseOpcode.FUSE_FORGET) + operations.Count(FuseOpcode.FUSE_BATCH_FORGET), "Number of inode forgets"),
            Counter("cvmfs.n_fs_inode_replace", magic.Statistics.InodesReplaced, "Names of open, meanwhile changed files that have another inode now"),
            Counter("cvmfs.n_fs_lookup", operations.Count(FuseOpcode.FUSE_LOOKUP), "Number of lookups"),
            Counter("cvmfs.n_fs_open", client.Opens, "Overall number of file open operations"),
            Counter("cvmfs.n_fs_read", operations.Count(FuseOpcode.FUSE_READ), "Number of files read"),
            Counter("cvmfs.n_fs_readlink", operations.Count(FuseOpcode.FUSE_READLINK), "Number of links read"),
            Counter("cvmfs.n_fs_stat", operations.Count(FuseOpcode.FUSE_GETATTR), "Number of stats"),
            Counter("cvmfs.n_fs_stat_stale", magic.Statistics.ChangedFilesAsked, "Number of stats of regular files that are open and have changed meanwhile"),
            Counter("cvmfs.n_fs_statfs", operations.Count(FuseOpcode.FUSE_STATFS), "Overall number of statsfs calls"),
            Counter("cvmfs.n_io_error", client.IoErrors, "Number of I/O errors"),
            Gauge("cvmfs.no_open_dirs", magic.Statistics.OpenDirectories, "Number of currently opened directories"),
            Gauge("cvmfs.no_open_files", magic.Statistics.OpenFiles, "Number of currently opened files"),
            Counter("eio.total", client.IoErrors, "EIO returned to calling process. Sum of individual eio counters"),
            Counter("page_cache_tracker.n_open_cached", magic.Statistics.OpensWithPages, "Files opened of which the kernel went on using its pages"),
            Counter("page_cache_tracker.n_open_direct", magic.Statistics.OpensPastPages, "Files opened whose reads pass the kernel's pages"),
            Counter("page_cache_tracker.n_open_flush", magic.Statistics.OpensWithoutPages, "Files opened of which the kernel dropped its pages"),
            Counter("client.n_listxattr", operations.Count(FuseOpcode.FUSE_LISTXATTR), "Lists of extended attributes"),
            Counter("client.n_getxattr", operations.Count(FuseOpcode.FUSE_GETXATTR), "Extended attributes asked for"),
            Counter(
                "client.n_readdir", operations.Count(FuseOpcode.FUSE_READDIR) + operations.Count(FuseOpcode.FUSE_READDIRPLUS), "Pieces of directory listings"),
            Gauge("client.uptime", (long)(magic.Clock.GetUtcNow() - magic.Statistics.StartedAt).TotalSeconds, "Seconds since the mount"),
        ];
    }

    private static IEnumerable<MountMetric> Network(MagicContext magic)
    {
        var client = magic.Client.Counters;
        return
        [
            Counter("download.n_host_failover", client.HostSwitches, "Number of host failovers"),
            Counter("download.n_proxy_failover", client.ProxySwitches, "Number of proxy failovers"),
            Counter("download.n_requests", client.Downloads + client.DownloadErrors, "Number of requests"),
            Counter("download.n_retries", client.DownloadErrors, "Number of retries"),
            Counter("download.sz_transfer_time", (long)client.TransferTime.TotalMilliseconds, "Transfer time (milliseconds)"),
            Counter("download.sz_transferred_bytes", client.BytesReceived, "Number of transferred bytes"),
            Counter("client.n_ahead", client.Prefetch.Fetched, "Objects fetched before anybody asked for them"),
            Counter("client.n_ahead_used", client.Prefetch.Used, "Objects fetched ahead that were asked for later"),
            Counter("client.n_ahead_failed", client.Prefetch.Failed, "Attempts to fetch ahead that failed; nobody saw them"),
            Counter("client.n_ahead_refused", client.Prefetch.Dropped, "Objects not fetched ahead for want of budget or room"),
            Counter("client.n_startups", client.Prefetch.Profiles, "Start-ups of access profiles and bundles that were recognised"),
            Counter("client.sz_ahead", client.Prefetch.Bytes, "Plain bytes fetched ahead"),
            Gauge("client.online", magic.Client.IsOnline ? 1 : 0, "1 when the last look for a new revision found a server"),
        ];
    }

    private static IEnumerable<MountMetric> Cache(MagicContext magic)
    {
        var client = magic.Client.Counters;
        var cache = magic.Client.CacheStatus;
        return
        [
            Counter("fetch.n_downloads", client.CacheMisses + client.Prefetch.Fetched, "overall number of downloaded files (incl. catalogs, chunks)"),
            Counter("fetch.n_invocations", client.CacheHits + client.CacheMisses, "overall number of object requests (incl. catalogs, chunks)"),
            Gauge("sqlite.no_open", client.OpenCatalogs, "currently open sqlite files"),
            Counter("client.n_catalogs_loaded", client.CatalogsLoaded, "Catalogs opened, reopened ones included"),
            Gauge("client.no_catalogs", magic.Client.KnownCatalogs, "Catalogs that are remembered, open or not"),
            Gauge("client.no_references", magic.Client.InodeReferences, "References of the kernel to files and directories"),
            Counter("client.n_corrupt", client.CorruptObjects, "Objects that arrived or lay in the cache with wrong content"),
            Gauge("client.sz_cache_limit", cache.Limit ?? 0, "Bytes that the cache may use, 0 without limit"),
            Gauge("client.sz_cache_pinned", cache.Pinned, "Bytes of pinned objects in the cache"),
            Gauge("client.sz_cache_used", cache.Used, "Bytes used in the cache"),
        ];
    }

    private static MountMetric Counter(string name, long value, string meaning) => new(name, value, IsCounter: true, meaning);

    private static MountMetric Gauge(string name, long value, string meaning) => new(name, value, IsCounter: false, meaning);
}
