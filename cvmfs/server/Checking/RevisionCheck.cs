using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Checking;

/// <summary>Checks one revision, catalog by catalog, and collects everything that is wrong (formats §12.5, end).</summary>
internal sealed class RevisionCheck(CatalogLoader loader, ObjectCheck? objects)
{
    private readonly List<Finding> _findings = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Catalogs checked.</summary>
    public int Catalogs { get; private set; }

    /// <summary>Rows checked.</summary>
    public long Entries { get; private set; }

    /// <summary>Checks what the manifest names beside the catalogs.</summary>
    public async Task CheckNamedAsync(Repository repository, Manifest manifest, HistoryFile history, CancellationToken cancellationToken)
    {
        var reflog = await repository.ReadNamedAsync(StoreNames.Reflog, cancellationToken);
        if (manifest.Reflog is { } expected && (reflog is null || !ReflogFile.IsExpected(repository, ContentHash.Compute(expected.Algorithm, reflog), expected)))
            Report("CHK001", ".cvmfsreflog", reflog is null ? "is missing" : "is not the one that the manifest names");
        if (objects is null)
            return;
        await CheckObjectAsync(".cvmfspublished", manifest.Certificate, ObjectKind.Certificate, cancellationToken);
        await CheckObjectAsync(".cvmfspublished", manifest.MetaInfo, ObjectKind.MetaInfo, cancellationToken);
        foreach (var tag in history.Tags)
            await CheckObjectAsync($"tag {tag.Name}", tag.RootCatalog, ObjectKind.Catalog, cancellationToken);
    }

    /// <summary>Checks a catalog and those below it, as far as they are inside or above the subtree.</summary>
    /// <returns>What the catalog and everything below it counts; null when it was left out or cannot be read.</returns>
    public async Task<CounterSet?> CheckTreeAsync(RepositoryPath mountpoint, ContentHash hash, RepositoryPath subtree, CancellationToken cancellationToken)
    {
        if (!mountpoint.StartsWith(subtree) && !subtree.StartsWith(mountpoint))
            return null;
        BaseCatalog catalog;
        try
        {
            catalog = await loader.LoadAsync(mountpoint, hash, cancellationToken);
        }
        catch (ServerException unreadable)
        {
            Report("CHK002", mountpoint.ToString(), unreadable.Message);
            return null;
        }

        using (catalog)
        {
            Catalogs++;
            var rows = new CatalogRowCheck(catalog, _findings);
            Entries += rows.Run();
            if (objects is not null)
                await CheckObjectsAsync(catalog, cancellationToken);
            await CheckNestedAsync(catalog, subtree, cancellationToken);
            File.Delete(catalog.File);
            return catalog.Reader.Counters.Total;
        }
    }

    private async Task CheckNestedAsync(BaseCatalog catalog, RepositoryPath subtree, CancellationToken cancellationToken)
    {
        var below = default(CounterSet);
        var isComplete = true;
        foreach (var nested in catalog.Reader.NestedCatalogs)
        {
            if (!catalog.Reader.TryLookup(PathHash.Of(nested.Path), out var mount) || !mount.IsNestedMountpoint)
                Report("CHK003", nested.Path.ToString(), "is registered as a nested catalog, but its row does not say so");
            var total = await CheckTreeAsync(nested.Path, nested.Hash, subtree, cancellationToken);
            isComplete &= total is not null;
            below += total ?? default;
        }

        if (isComplete && below != catalog.Reader.Counters.Subtree)
            Report("CHK004", catalog.Mountpoint.ToString(), $"counts {catalog.Reader.Counters.Subtree} below it, but there are {below}");
    }

    private async Task CheckObjectsAsync(BaseCatalog catalog, CancellationToken cancellationToken)
    {
        var wanted = new List<(string Where, ObjectName Name)>();
        catalog.Reader.ForEachRow(row =>
        {
            if (row.Entry is { IsRegular: true, IsExternal: false, Hash.IsNull: false })
                wanted.Add(($"{catalog.Mountpoint} … {row.Entry.NameText}", new ObjectName(row.Entry.Hash, ObjectKind.Bulk)));
        });
        catalog.Reader.ForEachChunk((_, chunk) => wanted.Add(($"{catalog.Mountpoint} … chunk", new ObjectName(chunk.Hash, ObjectKind.Chunk))));
        foreach (var (where, name) in wanted)
        {
            if (await objects!.CheckAsync(name, cancellationToken) is { } problem)
                Report("CHK005", where, problem);
        }
    }

    private async Task CheckObjectAsync(string where, ContentHash? hash, ObjectKind kind, CancellationToken cancellationToken)
    {
        if (hash is { IsNull: false } known && await objects!.CheckAsync(new ObjectName(known, kind), cancellationToken) is { } problem)
            Report("CHK005", where, problem);
    }

    private void Report(string id, string where, string message) => _findings.Add(new Finding(id, where, message));
}
