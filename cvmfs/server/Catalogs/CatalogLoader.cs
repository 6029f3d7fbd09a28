using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Catalogs;

/// <summary>Fetches catalogs from the store into temporary files.</summary>
internal sealed class CatalogLoader(ObjectReader objects, string temporaryDirectory)
{
    /// <summary>Fetches, verifies and opens a catalog.</summary>
    /// <exception cref="ServerException">It is missing or damaged.</exception>
    public async Task<BaseCatalog> LoadAsync(RepositoryPath mountpoint, ContentHash hash, CancellationToken cancellationToken)
    {
        var name = new ObjectName(hash, ObjectKind.Catalog);
        var file = Path.Combine(temporaryDirectory, $"base-{Guid.NewGuid():N}");
        await using (var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            await objects.ReadAsync(name, target, cancellationToken);
        var opened = CatalogReader.Open(file);
        if (!opened.TryGet(out var reader, out var error))
            throw new ServerException("SRV042", $"The catalog of {mountpoint} ({name}) is damaged: {error.Message}");
        if (reader.Properties.RootPrefix != mountpoint)
        {
            reader.Dispose();
            throw new ServerException("SRV043", $"The catalog {name} belongs to {reader.Properties.RootPrefix}, not to {mountpoint}; run 'check'.");
        }

        return new BaseCatalog(mountpoint, hash, (ulong)new FileInfo(file).Length, file, reader);
    }

    /// <summary>What a catalog and everything below it counts.</summary>
    public async Task<CounterSet> TotalAsync(NestedCatalog nested, CancellationToken cancellationToken)
    {
        using var catalog = await LoadAsync(nested.Path, nested.Hash, cancellationToken);
        return catalog.Reader.Counters.Total;
    }
}
