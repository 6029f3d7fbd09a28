using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Counts a catalog's own rows afresh: for catalogs that are older than some counters, and for checks.</summary>
internal static class CounterScan
{
    public static CounterSet Count(SqliteDatabase database)
    {
        var counters = default(CounterSet);
        var schema = CatalogTables.ReadSchema(database);
        var budget = new ReadBudget(long.MaxValue);
        using (var rows = database.Prepare(CatalogTables.EntryColumns(schema)))
        {
            while (rows.Step())
                counters += CounterSet.Of(EntryRowReader.Read(rows, database.File, ref budget));
        }

        return counters
            .With(CatalogCounter.Nested, CountRows(database, schema, CatalogTables.Nested))
            .With(CatalogCounter.Chunks, CountRows(database, schema, CatalogTables.Chunks));
    }

    private static long CountRows(SqliteDatabase database, SqliteSchema schema, string table) =>
        schema.HasTable(table) ? database.QueryInt64($"SELECT count(*) FROM {table}") ?? 0 : 0;
}
