using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Where a catalog's rows are found without SQLite.</summary>
/// <param name="Entries">Columns of <c>catalog</c>, in the order of <see cref="EntryColumn"/>.</param>
/// <param name="ByPath">First page of the index over the keys of paths.</param>
/// <param name="ByParent">First page of the index over the keys of parents.</param>
/// <param name="Chunks">Columns of <c>chunks</c>: offset, size and hash; null where an old schema has no such table.</param>
/// <param name="ChunksByPath">First page of its index over the keys of paths.</param>
internal sealed record CatalogLayout(TableLayout Entries, uint ByPath, uint ByParent, TableLayout? Chunks, uint ChunksByPath)
{
    private static readonly (string Name, long? Otherwise)[] EntryColumns =
    [
        ("hash", null), ("hardlinks", 1), ("size", null), ("mode", null), ("mtime", null), ("mtimens", null), ("flags", null), ("name", null), ("symlink", null),
        ("uid", 0), ("gid", 0), ("xattr", null), ("rowid", null), ("md5path_1", null), ("md5path_2", null), ("parent_1", null), ("parent_2", null),
    ];

    private static readonly (string Name, long? Otherwise)[] ChunkColumns = [("offset", null), ("size", null), ("hash", null)];

    /// <summary>Reads the schema; null with a reason where the catalog is unlike those that publishers write.</summary>
    public static CatalogLayout? Read(SqliteDatabase database, SqliteSchema schema, out string why)
    {
        if (TableLayout.Read(database, CatalogTables.Catalog, EntryColumns, out why) is not { } entries)
            return null;
        var byPath = TableLayout.IndexOn(database, CatalogTables.Catalog, "md5path_1", "md5path_2");
        var byParent = TableLayout.IndexOn(database, CatalogTables.Catalog, "parent_1", "parent_2");
        why = byPath == 0 || byParent == 0 ? "it lacks an index over paths or over parents" : "";
        if (why.Length > 0)
            return null;
        if (schema.MissingColumn(CatalogTables.Chunks, "md5path_1", "md5path_2", "offset", "size", "hash") is not null)
            return new CatalogLayout(entries, byPath, byParent, null, 0);
        if (TableLayout.Read(database, CatalogTables.Chunks, ChunkColumns, out why) is not { } chunks)
            return null;
        var chunksByPath = TableLayout.IndexOn(database, CatalogTables.Chunks, "md5path_1", "md5path_2");
        why = chunksByPath == 0 ? "it lacks an index over chunks" : "";
        return chunksByPath == 0 ? null : new CatalogLayout(entries, byPath, byParent, chunks, chunksByPath);
    }
}
