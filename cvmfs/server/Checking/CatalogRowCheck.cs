using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Planning;

namespace CernVM.Cvmfs.Server.Checking;

/// <summary>Checks the rows of one catalog against each other and against its counters.</summary>
internal sealed class CatalogRowCheck(BaseCatalog catalog, List<Finding> findings)
{
    private readonly Dictionary<PathHash, uint> _subdirectories = [];
    private readonly Dictionary<PathHash, DirectoryEntry> _directories = [];
    private readonly Dictionary<uint, (uint Members, uint Links)> _groups = [];
    private readonly List<CatalogRow> _orphans = [];

    /// <summary>Checks; returns the number of rows.</summary>
    public long Run()
    {
        var self = default(CounterSet);
        long rows = 0, chunks = 0;
        var top = PathHash.Of(catalog.Mountpoint);
        catalog.Reader.ForEachRow(row =>
        {
            rows++;
            self += CounterSet.Of(row.Entry);
            CheckRow(row);
            if (row.Entry.IsDirectory)
                _directories[row.Path] = row.Entry;
            if (row.Path != top)
                _orphans.Add(row);
            if (row.Entry.IsDirectory && row.Path != top)
                _subdirectories[row.Parent] = _subdirectories.GetValueOrDefault(row.Parent) + 1;
        });
        catalog.Reader.ForEachChunk((_, _) => chunks++);
        CheckTree();
        CheckGroups();
        self = self.With(CatalogCounter.Chunks, chunks).With(CatalogCounter.Nested, catalog.Reader.NestedCatalogs.Count);
        if (self != catalog.Reader.Counters.Self)
            Report("CHK010", $"counts {catalog.Reader.Counters.Self}, but holds {self}");
        if (!catalog.Mountpoint.IsRoot && !catalog.Reader.TryLookup(PathHash.Of(catalog.Mountpoint.Combine(SpecialNames.Marker)), out _))
            Report("CHK011", "has no .cvmfscatalog");
        return rows;
    }

    private void CheckRow(CatalogRow row)
    {
        var entry = row.Entry;
        if (entry.IsSymlink && (ulong)entry.Symlink.Length != entry.Size)
            Report("CHK012", $"symlink {entry.NameText} says {entry.Size} bytes, its target has {entry.Symlink.Length}");
        if (entry is { IsRegular: true, IsChunked: false, Hash.IsNull: true, Size: > 0 })
            Report("CHK013", $"file {entry.NameText} has no content hash");
        if (entry.IsChunked)
        {
            var chunks = catalog.Reader.Chunks(row.Path, entry.Hash.Algorithm);
            var length = chunks.Sum(chunk => chunk.Size);
            if ((ulong)length != entry.Size)
                Report("CHK014", $"the chunks of {entry.NameText} have {length} bytes, the file {entry.Size}");
        }

        if (entry.HardlinkGroup > 0)
        {
            var (members, links) = _groups.GetValueOrDefault(entry.HardlinkGroup, (0u, entry.LinkCount));
            if (links != entry.LinkCount)
                Report("CHK015", $"{entry.NameText} says {entry.LinkCount} links, its group {links}");
            _groups[entry.HardlinkGroup] = (members + 1, links);
        }
    }

    private void CheckTree()
    {
        foreach (var row in _orphans.Where(row => !_directories.ContainsKey(row.Parent)))
            Report("CHK016", $"{row.Entry.NameText} is in a directory that the catalog does not hold");
        foreach (var (path, directory) in _directories)
        {
            // What is below a mountpoint is in another catalog, which checks the same count on its own row.
            if (!directory.IsNestedMountpoint && !directory.IsBindMountpoint && directory.LinkCount != 2 + _subdirectories.GetValueOrDefault(path))
                Report("CHK017", $"directory '{directory.NameText}' says {directory.LinkCount} links, but has {_subdirectories.GetValueOrDefault(path)} subdirectories");
        }
    }

    private void CheckGroups()
    {
        foreach (var (group, (members, links)) in _groups)
        {
            if (members != links)
                Report("CHK018", $"hard-link group {group} says {links} links, but has {members} members");
        }
    }

    private void Report(string id, string message) => findings.Add(new Finding(id, catalog.Mountpoint.ToString(), message));
}
