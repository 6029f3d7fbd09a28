using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Brings the objects of catalogs into the cache before a walk reaches them. They are not opened: that is fast, costs memory, and tells the walk's position
/// when it happens.
/// </summary>
internal sealed class CatalogPrefetch(Prefetcher prefetcher, ObjectFetcher fetcher, RepositoryTree tree, BackgroundWork background, TimeProvider time)
{
    private readonly CatalogWalk _walk = new(time);

    /// <summary>Notes that somebody waits for a catalog.</summary>
    public void Wanted(CatalogSlot slot)
    {
        if (slot.Children is not null || slot.IsRetired || slot.Mountpoint.IsRoot || ParentOf(slot) is not { } parent)
            return;
        _walk.Opened(slot.Hash, parent.Hash, () => Following(parent, slot));
        Pump();
    }

    private void Pump()
    {
        while (_walk.TryNext(out var next))
        {
            var wanted = next;
            if (!prefetcher.TrySubmit(new PrefetchItem(Describe(next), PrefetchKind.Catalog, Finished: isHere => Finished(wanted, isHere))))
                _walk.Failed(next.Hash);
        }
    }

    private void Finished(CatalogCandidate catalog, bool isHere)
    {
        if (isHere)
            background.Run($"catalog {catalog.Hash}", _ => Descend(catalog));
        else
            _walk.Failed(catalog.Hash);
    }

    // A walk goes down before it goes on: the children of what has arrived come next.
    private ValueTask Descend(CatalogCandidate catalog)
    {
        // Past the fetcher, for which opening it would be its use.
        using var kept = fetcher.Cache.TryOpen(Describe(catalog), out _);
        if (kept is null || !CatalogReader.Open(fetcher.Cache.PathOf(catalog.Hash)).TryGet(out var reader, out _))
            return ValueTask.CompletedTask;
        using (reader)
            _walk.Found(catalog.Hash, reader.NestedCatalogs.Select(nested => new CatalogCandidate(nested.Hash, SizeOf(nested))));
        Pump();
        return ValueTask.CompletedTask;
    }

    private CatalogSlot? ParentOf(CatalogSlot slot)
    {
        var parent = tree.Root;
        while (parent.ChildAbove(slot.Mountpoint.Utf8) is { Children: not null } child)
            parent = child;
        return ReferenceEquals(parent.ChildAt(slot.Mountpoint), slot) ? parent : null;
    }

    // Siblings in the order of their paths, from the opened one on and around.
    private static IEnumerable<CatalogCandidate> Following(CatalogSlot parent, CatalogSlot opened)
    {
        var siblings = parent.Children!.Values.OrderBy(sibling => sibling.Mountpoint).ToList();
        var start = siblings.IndexOf(opened) + 1;
        for (var i = 0; i < siblings.Count - 1; i++)
        {
            var sibling = siblings[(start + i) % siblings.Count];
            yield return new CatalogCandidate(sibling.Hash, sibling.Size);
        }
    }

    private static long SizeOf(NestedCatalog nested) => nested.Size == 0 ? CachedObject.UnknownSize : (long)nested.Size;

    private static CachedObject Describe(CatalogCandidate catalog) => new()
    {
        Name = new ObjectName(catalog.Hash, ObjectKind.Catalog),
        Size = catalog.Size,
        Description = $"file catalog {catalog.Hash}",
        Label = ObjectLabel.Catalog,
    };
}
