using System.Collections.Concurrent;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>Opens catalogs on demand, each once however many ask, and closes unused ones above the watermark.</summary>
internal sealed class CatalogManager(ObjectFetcher fetcher, InodeMap inodes, int watermark, ClientServices services, ClientCounters counters)
{
    private readonly ConcurrentDictionary<CatalogReference, CatalogSlot> _slots = new();

    /// <summary>Catalogs that are known, open or not.</summary>
    public int Count => _slots.Count;

    /// <summary>The slot of a root catalog.</summary>
    public CatalogSlot RootSlot(ContentHash hash, long size) => Slot(new CatalogReference(RepositoryPath.Root, hash), size, RepositoryPath.Root);

    /// <summary>Gives a catalog the inodes that it had in another client.</summary>
    public void Restore(SavedCatalog saved)
    {
        var slot = Slot(new CatalogReference(saved.Mountpoint, saved.Hash), saved.Size, saved.Prefix);
        slot.Restore(saved);
        inodes.Restore(slot, saved.InodeOffset, saved.InodeCount);
    }

    /// <summary>Opens the catalog, fetching it when it is not in the cache; null on success.</summary>
    public ValueTask<ClientFailure?> OpenAsync(CatalogSlot slot, bool useAlternativePath, CancellationToken cancellationToken)
    {
        if (slot.IsOpen)
            return ValueTask.FromResult<ClientFailure?>(null);
        Task<ClientFailure?> opening;
        lock (slot)
        {
            if (slot.Opening is not { IsCompleted: false })
                slot.Opening = Task.Run(() => FetchAndOpenAsync(slot, useAlternativePath), CancellationToken.None);
            opening = slot.Opening;
        }

        return new ValueTask<ClientFailure?>(opening.WaitAsync(cancellationToken));
    }

    /// <summary>Notes that reading an open catalog failed: it is closed, put aside, and fetched again when it is needed.</summary>
    public void Damaged(CatalogSlot slot, string reason)
    {
        services.CatalogDamaged(slot.Mountpoint, reason);
        slot.Damages++;
        Close(slot);
        fetcher.Quarantine(slot.Hash, reason);
    }

    /// <summary>Closes all open catalogs but the given one, as soon as they are unused.</summary>
    public void CloseAllBut(CatalogSlot? kept)
    {
        foreach (var slot in inodes.Slots())
        {
            if (!ReferenceEquals(slot, kept))
                Close(slot);
        }
    }

    /// <summary>Closes one catalog as soon as it is unused.</summary>
    public void Close(CatalogSlot slot)
    {
        if (!slot.Close())
            return;
        counters.CatalogClosed();
        fetcher.Quota.Unpin(slot.Hash);
    }

    /// <summary>Notes which catalogs are shown now. Others are forgotten after a while, when nobody remembers their inodes.</summary>
    public void Shown(IReadOnlySet<CatalogSlot> current)
    {
        var forgotten = new HashSet<CatalogSlot>();
        foreach (var (reference, slot) in _slots)
        {
            if (!slot.Note(current.Contains(slot), services.Time))
                continue;
            _slots.TryRemove(reference, out _);
            forgotten.Add(slot);
        }

        if (forgotten.Count > 0)
            inodes.Forget(forgotten);
    }

    private CatalogSlot Slot(CatalogReference reference, long size, RepositoryPath? prefix, bool isRetired = false) =>
        _slots.GetOrAdd(reference, static (key, made) => new CatalogSlot(key, made.size, made.prefix) { IsRetired = made.isRetired }, (size, prefix, isRetired));

    private async Task<ClientFailure?> FetchAndOpenAsync(CatalogSlot slot, bool useAlternativePath)
    {
        if (slot.IsOpen)
            return null;
        while (slot.Damages < CatalogLimits.MaxDamages)
        {
            fetcher.Quota.Pin(slot.Hash);
            var failure = await FetchAsync(slot, useAlternativePath);
            if (failure is null)
            {
                CloseAboveWatermark(slot);
                return null;
            }

            fetcher.Quota.Unpin(slot.Hash);
            if (failure.Kind != ClientFailureKind.Catalog)
                return failure;
            slot.Damages++;
            services.CatalogDamaged(slot.Mountpoint, failure.Message);
            fetcher.Quarantine(slot.Hash, failure.Message);
        }

        return new ClientFailure(ClientFailureKind.Catalog, $"Catalog {slot.Hash} at {slot.Mountpoint} is damaged on every server; tell the repository's publisher.");
    }

    private async Task<ClientFailure?> FetchAsync(CatalogSlot slot, bool useAlternativePath)
    {
        var fetched = await fetcher.OpenAsync(
            new CachedObject
            {
                Name = new ObjectName(slot.Hash, ObjectKind.Catalog),
                Size = slot.Size,
                Description = $"file catalog at {slot.Mountpoint}",
                Label = ObjectLabel.Catalog,
                UseAlternativePath = useAlternativePath,
            },
            CancellationToken.None);
        if (!fetched.IsOk)
            return fetched.Failure;
        using var keepsFile = fetched.Value;
        var file = fetcher.Cache.PathOf(slot.Hash);
        if (!CatalogReader.Open(file).TryGet(out var reader, out var error))
            return LocalFailure.WhyNotOpened(file) ?? new ClientFailure(ClientFailureKind.Catalog, error.Message);
        if (Refuse(slot, reader) is { } refused)
        {
            reader.Dispose();
            return refused;
        }

        slot.Attach(reader, count => inodes.Take(slot, count), MakeChildren);
        counters.CatalogOpened();
        services.CatalogLoaded(slot.Mountpoint, slot.Hash);
        if (reader.SlowBecause is { } reason)
            services.CatalogSlow(slot.Mountpoint, reason);
        return null;
    }

    private static ClientFailure? Refuse(CatalogSlot slot, CatalogReader reader)
    {
        if (slot.ExpectedPrefix is { } prefix && reader.Properties.RootPrefix != prefix)
            return new ClientFailure(ClientFailureKind.Catalog, $"it belongs to {reader.Properties.RootPrefix}, not to {prefix}");
        return reader.MaxRowId is < 1 or > CatalogLimits.MaxRowId
            ? new ClientFailure(ClientFailureKind.Catalog, $"its highest row id {reader.MaxRowId} is out of range")
            : null;
    }

    private Dictionary<RepositoryPath, CatalogSlot> MakeChildren(CatalogSlot parent, CatalogReader reader)
    {
        var children = new Dictionary<RepositoryPath, CatalogSlot>(PathComparer.Instance);
        foreach (var nested in reader.NestedCatalogs)
            Add(nested, nested.Path);
        foreach (var bound in reader.BindMountpoints)
            Add(bound, null);
        return children;

        void Add(NestedCatalog reference, RepositoryPath? prefix)
        {
            if (!reference.Path.StartsWith(parent.RootPrefix) || reference.Path == parent.RootPrefix)
                return;
            var visible = RepositoryPath.FromUtf8([.. parent.Mountpoint.Utf8, .. reference.Path.Utf8[parent.RootPrefix.Utf8.Length..]]);
            var size = reference.Size == 0 ? CachedObject.UnknownSize : (long)reference.Size;
            var child = Slot(new CatalogReference(visible, reference.Hash), size, prefix, parent.IsRetired);
            if (!parent.IsRetired)
                child.IsRetired = false;
            children[visible] = child;
        }
    }

    private void CloseAboveWatermark(CatalogSlot opened)
    {
        if (counters.OpenCatalogs <= watermark)
            return;
        var open = inodes.Slots().Where(slot => slot.IsOpen && !ReferenceEquals(slot, opened) && !slot.Mountpoint.IsRoot).OrderBy(slot => slot.LastUse).ToList();
        foreach (var slot in open.Take(open.Count / 2))
            Close(slot);
    }
}
