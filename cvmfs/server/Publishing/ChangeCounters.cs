using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>Counts what people would call a change; rows that only move between catalogs are none.</summary>
internal sealed class ChangeCounters
{
    private const EntryFlags CatalogFlags = EntryFlags.NestedMountpoint | EntryFlags.NestedRoot;

    public long FilesAdded { get; private set; }

    public long FilesChanged { get; private set; }

    public long FilesRemoved { get; private set; }

    public long DirectoriesAdded { get; private set; }

    public long DirectoriesChanged { get; private set; }

    public long DirectoriesRemoved { get; private set; }

    public void CountChange(DirectoryEntry? before, DirectoryEntry after)
    {
        var isDirectory = after.IsDirectory;
        if (before is not null && Essence(before).Equals(Essence(after)))
            return;
        if (before is null)
            (DirectoriesAdded, FilesAdded) = isDirectory ? (DirectoriesAdded + 1, FilesAdded) : (DirectoriesAdded, FilesAdded + 1);
        else
            (DirectoriesChanged, FilesChanged) = isDirectory ? (DirectoriesChanged + 1, FilesChanged) : (DirectoriesChanged, FilesChanged + 1);
    }

    public void CountRemoved(DirectoryEntry before)
    {
        if (before.IsDirectory)
            DirectoriesRemoved++;
        else
            FilesRemoved++;
    }

    /// <summary>A nested catalog is gone with all below it; its top directory was counted as a row of its parent.</summary>
    public void CountGone(CounterSet gone)
    {
        FilesRemoved += gone[CatalogCounter.Regular] + gone[CatalogCounter.Symlink] + gone[CatalogCounter.Special];
        if (gone[CatalogCounter.Directory] > 0)
            DirectoriesRemoved += gone[CatalogCounter.Directory] - 1 - gone[CatalogCounter.Nested];
    }

    // Link counts of directories and group numbers follow from other entries.
    private static DirectoryEntry Essence(DirectoryEntry entry) => entry with
    {
        RowId = 0,
        HardlinkGroup = 0,
        LinkCount = 0,
        Flags = entry.Flags & ~CatalogFlags,
    };
}
