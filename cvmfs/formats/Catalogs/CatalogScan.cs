using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Whole-table scans.</summary>
internal static class CatalogScan
{
    public static void Entries(CatalogConnection connection, SqliteSchema schema, Action<CatalogRow> onRow)
    {
        var budget = connection.NewBudget();
        using var rows = connection.Database.Prepare(CatalogTables.EntryColumns(schema) + " ORDER BY rowid");
        while (rows.Step())
        {
            var entry = EntryRowReader.Read(rows, connection.Database.File, ref budget);
            onRow(new CatalogRow(EntryRowReader.ReadPath(rows), EntryRowReader.ReadParent(rows), entry));
        }
    }

    public static void Chunks(CatalogConnection connection, SqliteSchema schema, Action<PathHash, FileChunk> onChunk)
    {
        if (schema.MissingColumn(CatalogTables.Chunks, "md5path_1", "md5path_2", "offset", "size", "hash") is not null)
            return;
        var budget = connection.NewBudget();
        using var rows = connection.Database.Prepare(
            "SELECT chunks.md5path_1, chunks.md5path_2, offset, chunks.size, chunks.hash, catalog.flags FROM chunks "
            + "JOIN catalog ON catalog.md5path_1 = chunks.md5path_1 AND catalog.md5path_2 = chunks.md5path_2");
        while (rows.Step())
        {
            var algorithm = ((EntryFlags)rows.GetInt64(5)).HashAlgorithm();
            if (algorithm > ContentHashAlgorithm.Shake128)
                throw new MalformedDataException(CatalogErrors.Chunks(connection.Database.File, $"hash algorithm number {(int)algorithm} is unknown"));
            if (!budget.TrySpend(HashText.MaxDigestSize))
                throw new MalformedDataException(CatalogErrors.Overlapping(connection.Database.File));
            onChunk(new PathHash(rows.GetInt64(0), rows.GetInt64(1)), ChunkRowReader.Read(rows, connection.Database.File, algorithm, 2));
        }
    }
}
