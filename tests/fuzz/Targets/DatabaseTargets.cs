using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;

namespace CernVM.Fuzz.Targets;

/// <summary>
/// Readers of SQLite files, which lie in memory. A damaged file may end a read by the exception that says so, and by no other. Both ways to read a catalog
/// are targets: <c>catalog</c> reads pages, <c>catalog-sqlite</c> asks SQLite, and alone reads whole tables.
/// </summary>
internal static class DatabaseTargets
{
    /// <summary>Rows that are asked for by their number. Ours: more than the corpus has.</summary>
    private const long MostRows = 64;

    private static readonly MemoryFile Database = new("cernvm-fuzz");

    public static readonly IReadOnlyList<FuzzTarget> All =
    [
        new("catalog", bytes => ReadCatalog(Database.Write(bytes), readPages: true, ReadRows)),
        new("catalog-sqlite", bytes => ReadCatalog(Database.Write(bytes), readPages: false, ReadTables)) { Corpus = "catalog" },
        new("history", bytes => HistoryReader.Read(Database.Write(bytes))),
        new("reflog", bytes => ReflogReader.Read(Database.Write(bytes))),
    ];

    private static void ReadCatalog(string file, bool readPages, Action<CatalogReader> read)
    {
        if (!CatalogReader.Open(file, readPages).TryGet(out var reader, out _))
            return;
        using (reader)
        {
            try
            {
                reader.List(PathHash.Of(RepositoryPath.Root), static entry => _ = entry.Name);
                reader.TryLookup(PathHash.Of(RepositoryPath.Parse("/dir")), out _);
                read(reader);
            }
            catch (MalformedDataException)
            {
                // The way in which a reader says that the file is damaged.
                return;
            }
        }
    }

    private static void ReadRows(CatalogReader reader)
    {
        for (long rowId = 1; rowId <= Math.Min(reader.MaxRowId, MostRows); rowId++)
        {
            if (reader.Row(rowId) is { } row)
                reader.Chunks(row.Path, ContentHashAlgorithm.Sha1);
        }
    }

    private static void ReadTables(CatalogReader reader)
    {
        reader.Row(1);
        reader.HardlinkGroups();
        reader.ForEachRow(row => reader.Chunks(row.Path, ContentHashAlgorithm.Sha1));
        reader.ForEachChunk(static (_, _) => { });
    }
}
