using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server du</c>: what a nested catalog and all below it occupy in the storage, every object counted once.</summary>
public static class DiskUsageCommand
{
    /// <summary>Prints catalogs, objects, stored bytes (compressed, catalogs included) and entries.</summary>
    /// <param name="name">The repository; null takes the only one of this machine.</param>
    /// <param name="path">The root, or the mountpoint of a nested catalog.</param>
    /// <param name="isMachine">One line <c>catalogs objects bytes entries</c>, for programs.</param>
    /// <param name="console">Where it is printed.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ServerException">There is no catalog at the path, or an object is missing.</exception>
    public static async Task RunAsync(string? name, string path, bool isMachine, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        if (!RepositoryPath.TryParse(path, out var subtree))
            throw new ServerException("SRV090", $"'{path}' is not a path inside a repository: write it with a leading slash, for example /debian13.");
        var repository = CommandArguments.Open(name);
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        using var scratch = ScratchDirectory.Create();
        var loader = new CatalogLoader(new ObjectReader(repository.Store), scratch.Path);
        var objects = new HashSet<ObjectName>();
        var (catalogs, entries) = (0, 0L);
        await CollectAsync(RepositoryPath.Root, manifest.RootCatalog);
        if (catalogs == 0)
            throw new ServerException("SRV091", $"No nested catalog begins at '{subtree}' in {repository.Name}. 'cvmfs_server list-catalogs {repository.Name}' shows where they are.");

        var bytes = 0L;
        foreach (var item in objects)
            bytes += await SizeAsync(repository.Store, item, cancellationToken);
        console.Out.WriteLine(isMachine
            ? $"{catalogs} {objects.Count} {bytes} {entries}"
            : $"{subtree}: {entries} entries in {catalogs} catalogs, {objects.Count} objects, {bytes / 1e6:F1} MB stored");

        async Task CollectAsync(RepositoryPath mountpoint, ContentHash hash)
        {
            if (!mountpoint.StartsWith(subtree) && !subtree.StartsWith(mountpoint))
                return;
            using var catalog = await loader.LoadAsync(mountpoint, hash, cancellationToken);
            if (mountpoint.StartsWith(subtree))
            {
                catalogs++;
                entries += catalog.Reader.Counters.Self.Entries;
                objects.Add(new ObjectName(hash, ObjectKind.Catalog));
                AddObjects(catalog, objects);
            }

            foreach (var nested in catalog.Reader.NestedCatalogs)
                await CollectAsync(nested.Path, nested.Hash);
            File.Delete(catalog.File);
        }
    }

    private static void AddObjects(BaseCatalog catalog, HashSet<ObjectName> objects)
    {
        catalog.Reader.ForEachRow(row =>
        {
            if (row.Entry is { IsRegular: true, IsExternal: false, Hash.IsNull: false })
                objects.Add(new ObjectName(row.Entry.Hash, ObjectKind.Bulk));
        });
        catalog.Reader.ForEachChunk((_, chunk) => objects.Add(new ObjectName(chunk.Hash, ObjectKind.Chunk)));
    }

    private static async ValueTask<long> SizeAsync(IObjectStore store, ObjectName name, CancellationToken cancellationToken)
    {
        await using var stored = await store.OpenReadAsync(StoreKey.Of(name), cancellationToken)
            ?? throw new ServerException("SRV092", $"The object {name.StorePath} is missing from the storage. 'cvmfs_server check' lists all that is wrong.");
        return stored.Length;
    }
}
