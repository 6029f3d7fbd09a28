using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Opens the new revision's counterparts of the catalogs that were opened, many at once, so that the change costs no waiting and tells exactly which
/// inodes it retires. What cannot be loaded now is loaded when it is needed.
/// </summary>
internal sealed class RevisionPreparation(CatalogManager catalogs, InodeMap inodes)
{
    /// <summary>Catalogs that are fetched at once (ours).</summary>
    public const int Parallel = 16;

    /// <summary>Prepares the catalogs below a root catalog that is open.</summary>
    public async ValueTask RunAsync(CatalogSlot root, CancellationToken cancellationToken)
    {
        var wanted = inodes.Slots().Where(slot => !slot.IsRetired && !slot.Mountpoint.IsRoot).Select(slot => slot.Mountpoint).Distinct().ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(wanted, options, (mountpoint, stop) => OpenWayAsync(root, mountpoint, stop));
    }

    // Several ways meet in the same catalogs, which are opened once.
    private async ValueTask OpenWayAsync(CatalogSlot root, RepositoryPath mountpoint, CancellationToken cancellationToken)
    {
        var slot = root;
        while ((slot.ChildAbove(mountpoint.Utf8) ?? slot.ChildAt(mountpoint)) is { } child)
        {
            if (child.Children is null && await catalogs.OpenAsync(child, useAlternativePath: false, cancellationToken) is not null)
                return;
            slot = child;
        }
    }
}
