using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Fuse.Kernel;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>
/// The answer of <c>internal affairs</c>, in the original's layout. Sections and counters about parts that are not here (its inode tracker, its memory
/// caches, its SQLite) are left out; counters that exist here have the original's names, and ours follow in a group of their own.
/// </summary>
internal static class InternalAffairs
{
    public static string Of(TalkContext context)
    {
        var text = new StringBuilder();
        var revision = context.Client.CurrentRevision.Number.Number;
        text.Append(CultureInfo.InvariantCulture, $"Inode Generation:\n  init-catalog-revision: {context.Magic.FirstRevision}  current-catalog-revision: {revision}  ");
        text.Append(CultureInfo.InvariantCulture, $"incarnation: {context.Magic.History.Count - 1}  inode generation: 0\n\n");
        text.Append("Cache Mode: read-write\nDrainout Mode: no\nMaintenance Mode: no\n");
        text.Append("\nLatency distribution of system calls:\n");
        LatencyText.AppendHistograms(context, text);
        text.Append("\nRaw Counters:\nName|Value|Description\n");
        foreach (var (name, value, description) in Counters(context).OrderBy(counter => counter.Name, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{name}|{value}|{description}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, long Value, string Description)> Counters(TalkContext context)
    {
        var client = context.Client.Counters;
        var operations = context.Magic.Operations;
        return
        [
            ("catalog_revision", (long)context.Client.CurrentRevision.Number.Number, "Revision number of the root file catalog"),
            ("cvmfs.n_fs_dir_open", context.Statistics.DirectoryOpens, "Overall number of directory open operations"),
            ("cvmfs.n_fs_forget", operations.Count(FuseOpcode.FUSE_FORGET) + operations.Count(FuseOpcode.FUSE_BATCH_FORGET), "Number of inode forgets"),
            ("cvmfs.n_fs_lookup", operations.Count(FuseOpcode.FUSE_LOOKUP), "Number of lookups"),
            ("cvmfs.n_fs_open", client.Opens, "Overall number of file open operations"),
            ("cvmfs.n_fs_read", operations.Count(FuseOpcode.FUSE_READ), "Number of files read"),
            ("cvmfs.n_fs_readlink", operations.Count(FuseOpcode.FUSE_READLINK), "Number of links read"),
            ("cvmfs.n_fs_stat", operations.Count(FuseOpcode.FUSE_GETATTR), "Number of stats"),
            ("cvmfs.n_fs_statfs", operations.Count(FuseOpcode.FUSE_STATFS), "Overall number of statsfs calls"),
            ("cvmfs.n_io_error", client.IoErrors, "Number of I/O errors"),
            ("cvmfs.no_open_dirs", context.Statistics.OpenDirectories, "Number of currently opened directories"),
            ("cvmfs.no_open_files", context.Statistics.OpenFiles, "Number of currently opened files"),
            ("download.n_host_failover", client.HostSwitches, "Number of host failovers"),
            ("download.n_proxy_failover", client.ProxySwitches, "Number of proxy failovers"),
            ("download.n_requests", client.Downloads + client.DownloadErrors, "Number of requests"),
            ("download.n_retries", client.DownloadErrors, "Number of retries"),
            ("download.sz_transfer_time", (long)client.TransferTime.TotalMilliseconds, "Transfer time (milliseconds)"),
            ("download.sz_transferred_bytes", client.BytesReceived, "Number of transferred bytes"),
            ("eio.total", client.IoErrors, "EIO returned to calling process. Sum of individual eio counters"),
            ("fetch.n_downloads", client.CacheMisses, "overall number of downloaded files (incl. catalogs, chunks)"),
            ("fetch.n_invocations", client.CacheHits + client.CacheMisses, "overall number of object requests (incl. catalogs, chunks)"),
            ("sqlite.no_open", client.OpenCatalogs, "currently open sqlite files"),
            ("client.n_catalogs_loaded", client.CatalogsLoaded, "Catalogs opened, reopened ones included"),
            ("client.n_corrupt", client.CorruptObjects, "Objects that arrived or lay in the cache with wrong content"),
            ("client.n_listxattr", operations.Count(FuseOpcode.FUSE_LISTXATTR), "Lists of extended attributes"),
            ("client.n_getxattr", operations.Count(FuseOpcode.FUSE_GETXATTR), "Extended attributes asked for"),
            ("client.n_readdir", operations.Count(FuseOpcode.FUSE_READDIR) + operations.Count(FuseOpcode.FUSE_READDIRPLUS), "Pieces of directory listings"),
        ];
    }
}
