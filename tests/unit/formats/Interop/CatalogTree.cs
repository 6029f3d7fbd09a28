using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Tests.Interop;

/// <summary>Every entry of a repository by its path, nested catalogs followed.</summary>
internal static class CatalogTree
{
    public static Dictionary<RepositoryPath, TreeEntry> Read(InteropRepository repository, ContentHash root)
    {
        var entries = new Dictionary<RepositoryPath, TreeEntry>();
        ReadCatalog(repository, root, RepositoryPath.Root, entries);
        return entries;
    }

    private static void ReadCatalog(
        InteropRepository repository, ContentHash hash, RepositoryPath mountpoint, Dictionary<RepositoryPath, TreeEntry> entries)
    {
        var catalog = repository.OpenCatalog(hash);
        Assert.Equal(mountpoint, catalog.Properties.RootPrefix);
        Assert.True(catalog.TryLookup(PathHash.Of(mountpoint), out var own));
        Assert.Equal(!mountpoint.IsRoot, own.IsNestedRoot);
        if (entries.TryGetValue(mountpoint, out var inParent))
            AssertSameInBothCatalogs(inParent.Entry, own);
        entries[mountpoint] = new TreeEntry(catalog, own);
        ReadDirectory(repository, catalog, mountpoint, entries);
    }

    private static void ReadDirectory(
        InteropRepository repository, CatalogReader catalog, RepositoryPath directory, Dictionary<RepositoryPath, TreeEntry> entries)
    {
        foreach (var entry in catalog.List(PathHash.Of(directory)))
        {
            var path = directory.Combine(entry.Name.Span);
            entries.Add(path, new TreeEntry(catalog, entry));
            if (entry.IsNestedMountpoint)
                ReadCatalog(repository, catalog.NestedCatalogs.Single(nested => nested.Path == path).Hash, path, entries);
            else if (entry.IsDirectory)
                ReadDirectory(repository, catalog, path, entries);
        }
    }

    private static void AssertSameInBothCatalogs(DirectoryEntry mountpoint, DirectoryEntry root) =>
        Assert.Equal(mountpoint with { Flags = default, RowId = 0 }, root with { Flags = default, RowId = 0 });
}

/// <summary>An entry and the catalog that it came from.</summary>
internal sealed record TreeEntry(CatalogReader Catalog, DirectoryEntry Entry);
