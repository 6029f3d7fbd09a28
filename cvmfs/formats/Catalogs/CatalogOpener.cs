using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>What is read once when a catalog is opened.</summary>
internal sealed record CatalogHead(
    SqliteSchema Schema,
    CatalogProperties Properties,
    CatalogCounters Counters,
    IReadOnlyList<NestedCatalog> Nested,
    IReadOnlyList<NestedCatalog> Bind);

/// <summary>Checks that a database is a catalog, and reads its small tables.</summary>
internal static class CatalogOpener
{
    public static Parsed<CatalogHead> Open(SqliteDatabase database)
    {
        if (CheckTables(database, out var schema) is { } wrong)
            return wrong;
        var budget = new ReadBudget(new FileInfo(database.File).Length);
        if (!PropertyTable.Read(database).TryGet(out var properties, out var error)
            || !CounterTable.Read(database, schema).TryGet(out var counters, out error)
            || !ReferenceTable.Read(database, schema, CatalogTables.Nested, budget).TryGet(out var nested, out error)
            || !ReferenceTable.Read(database, schema, CatalogTables.Bind, budget).TryGet(out var bind, out error))
            return error;
        return new CatalogHead(schema, properties, counters, nested, bind);
    }

    private static FormatError? CheckTables(SqliteDatabase database, out SqliteSchema schema)
    {
        using (var query = database.Prepare("PRAGMA encoding"))
        {
            var encoding = query.Step() ? query.GetText(0) : null;
            schema = CatalogTables.ReadSchema(database);
            if (encoding != "UTF-8")
                return CatalogErrors.Encoding(database.File, encoding ?? "nothing known");
        }

        foreach (var table in (ReadOnlySpan<string>)[CatalogTables.Catalog, CatalogTables.Properties])
        {
            if (!schema.HasTable(table))
                return CatalogErrors.NoTable(database.File, table);
        }

        return CatalogTables.MissingColumn(schema) is { } column ? CatalogErrors.NoColumn(database.File, column) : null;
    }
}
