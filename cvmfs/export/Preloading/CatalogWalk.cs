using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Objects;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>
/// Goes through the tree of catalogs. A catalog gets its name in the cache when everything that it refers to is there: so that a catalog in the cache
/// stands for its whole tree, and the next run stops at it (formats §15).
/// </summary>
internal sealed class CatalogWalk(
    RepositoryObjects objects, PreloadWorkspace workspace, PreloadSelection? selection, ObjectPump pump, CatalogTrust trust, Action<string> say) : IDisposable
{
    /// <summary>Ours: catalogs that are fetched and read at once; each holds its list of objects in memory.</summary>
    private const int CatalogsAtOnce = 4;

    private readonly SemaphoreSlim _reading = new(CatalogsAtOnce);
    private int _brought;

    /// <summary>Catalogs brought so far.</summary>
    public int Brought => Volatile.Read(ref _brought);

    public void Dispose() => _reading.Dispose();

    /// <summary>Completes one catalog and all below it; null on success.</summary>
    public async Task<ClientFailure?> CompleteAsync(NestedCatalog catalog, CancellationToken cancel)
    {
        var isThere = objects.IsCached(catalog.Hash);
        if (isThere && trust == CatalogTrust.Complete)
            return null;
        if (!isThere && selection?.Selects(catalog.Path) == false)
        {
            say($"  {catalog.Path} is not selected");
            return null;
        }

        var pending = new PendingCatalog();
        string? file = null;
        CatalogContent content;
        await _reading.WaitAsync(cancel);
        try
        {
            if (!isThere)
            {
                file = workspace.NewCatalogFile();
                if (await FetchAsync(catalog, file, cancel) is { } failure)
                    return failure;
            }

            var withObjects = !isThere || trust == CatalogTrust.Nothing;
            if (!CatalogContent.Read(file ?? objects.PathOf(catalog.Hash), withObjects).TryGet(out content!, out var error))
                return new ClientFailure(ClientFailureKind.Catalog, $"The catalog {catalog.Hash} of {catalog.Path} cannot be read: {error}");
            foreach (var wanted in content.Objects)
                await pump.AddAsync(wanted, pending, cancel);
            pending.AllAnnounced();
        }
        finally
        {
            _reading.Release();
        }

        var below = await Task.WhenAll(content.Nested.Select(nested => CompleteAsync(nested, cancel)));
        if (below.FirstOrDefault(failure => failure is not null) is { } first)
            return first;
        await pending.Completion.WaitAsync(cancel);
        if (file is not null)
            Commit(catalog, file, content);
        return null;
    }

    private async ValueTask<ClientFailure?> FetchAsync(NestedCatalog catalog, string file, CancellationToken cancel)
    {
        var size = catalog.Size == 0 ? StoredObject.UnknownSize : (long)catalog.Size;
        await using var output = ObjectPump.NewFile(file);
        var wanted = new StoredObject(new ObjectName(catalog.Hash, ObjectKind.Catalog), CompressionAlgorithm.Zlib, size);
        var got = await objects.GetAsync(wanted, output, cancel);
        return got.IsOk ? null : got.Failure;
    }

    // The folder of unfinished catalogs may be on another file system: only a rename within one replaces nothing by half a file.
    private void Commit(NestedCatalog catalog, string file, CatalogContent content)
    {
        var beside = workspace.NewObjectFile();
        File.Move(file, beside);
        objects.Commit(beside, catalog.Hash);
        Interlocked.Increment(ref _brought);
        say($"  {catalog.Path}: {content.Objects.Count} objects");
    }
}
