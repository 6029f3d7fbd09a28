using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Planning;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>The root catalog of a repository without content.</summary>
internal static class EmptyRepository
{
    private const uint RootMode = 0x4000 | 0b111_101_101;

    public static async Task<CommittedCatalog> StoreAsync(
        RepositorySettings settings, ObjectWriterPool writers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var file = Path.Combine(settings.Spool.Temporary, $"catalog-{Guid.NewGuid():N}");
        var root = new DirectoryEntry
        {
            Flags = EntryFlags.Directory,
            Mode = RootMode,
            Size = RowBuilder.DirectorySize,
            LinkCount = 2,
            ModificationTime = now.ToUnixTimeSeconds(),
            ModificationNanoseconds = settings.RecordsNanoseconds ? 0 : DirectoryEntry.NanosecondsNotRecorded,
        };
        var properties = new CatalogProperties
        {
            Revision = new Revision(0),
            LastModified = now,
            PreviousRevision = ContentHash.Null(settings.Algorithm),
            TimeToLive = settings.TimeToLive == CatalogProperties.DefaultTimeToLive ? null : settings.TimeToLive,
            IsVolatile = settings.IsVolatile,
        };
        CounterSet total;
        using (var writer = CatalogWriter.Create(file, properties, root))
        {
            writer.Commit();
            total = writer.Counters.Total;
        }

        var size = (ulong)new FileInfo(file).Length;
        var hash = await writers.StoreFileAsync(file, ObjectKind.Catalog, cancellationToken);
        File.Delete(file);
        return new CommittedCatalog(hash, size, total);
    }
}
