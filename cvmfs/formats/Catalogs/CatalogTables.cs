using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Names of tables and columns, and the SELECT that makes all schema revisions look alike.</summary>
internal static class CatalogTables
{
    public const string Catalog = "catalog";
    public const string Chunks = "chunks";
    public const string Nested = "nested_catalogs";
    public const string Bind = "bind_mountpoints";
    public const string Statistics = "statistics";
    public const string Properties = "properties";

    /// <summary>Reads the columns of every table that a catalog may have.</summary>
    public static SqliteSchema ReadSchema(SqliteDatabase database) =>
        SqliteSchema.Read(database, Catalog, Chunks, Nested, Bind, Statistics, Properties);

    /// <summary>A column that every schema has, and that is missing; null when all are there.</summary>
    public static string? MissingColumn(SqliteSchema schema) =>
        schema.MissingColumn(
            Catalog, "md5path_1", "md5path_2", "parent_1", "parent_2", "hash", "size", "mode", "mtime", "flags", "name", "symlink")
        ?? schema.MissingColumn(Properties, "key", "value");

    /// <summary>SELECT list in the order of <see cref="EntryColumn"/>.</summary>
    public static string EntryColumns(SqliteSchema schema) =>
        "SELECT hash," + schema.ColumnOr(Catalog, "hardlinks", "1") + ",size,mode,mtime,"
        + schema.ColumnOr(Catalog, "mtimens", "NULL") + ",flags,name,symlink,"
        + schema.ColumnOr(Catalog, "uid", "0") + "," + schema.ColumnOr(Catalog, "gid", "0") + ","
        + schema.ColumnOr(Catalog, "xattr", "NULL") + ",rowid,md5path_1,md5path_2,parent_1,parent_2 FROM catalog";
}
