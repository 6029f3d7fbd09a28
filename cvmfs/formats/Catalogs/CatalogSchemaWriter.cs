using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Makes the tables of schema 2.5 revision 7, and brings older catalogs up to it in place.</summary>
internal static class CatalogSchemaWriter
{
    private static readonly string[] Tables =
    [
        "CREATE TABLE IF NOT EXISTS catalog (md5path_1 INTEGER, md5path_2 INTEGER, parent_1 INTEGER, parent_2 INTEGER, "
            + "hardlinks INTEGER, hash BLOB, size INTEGER, mode INTEGER, mtime INTEGER, mtimens INTEGER, flags INTEGER, name TEXT, "
            + "symlink TEXT, uid INTEGER, gid INTEGER, xattr BLOB, CONSTRAINT pk_catalog PRIMARY KEY (md5path_1, md5path_2))",
        "CREATE INDEX IF NOT EXISTS idx_catalog_parent ON catalog (parent_1, parent_2)",
        "CREATE TABLE IF NOT EXISTS chunks (md5path_1 INTEGER, md5path_2 INTEGER, offset INTEGER, size INTEGER, hash BLOB, "
            + "CONSTRAINT pk_chunks PRIMARY KEY (md5path_1, md5path_2, offset, size), "
            + "FOREIGN KEY (md5path_1, md5path_2) REFERENCES catalog(md5path_1, md5path_2))",
        "CREATE TABLE IF NOT EXISTS nested_catalogs (path TEXT, sha1 TEXT, size INTEGER, CONSTRAINT pk_nested_catalogs PRIMARY KEY (path))",
        "CREATE TABLE IF NOT EXISTS bind_mountpoints (path TEXT, sha1 TEXT, size INTEGER, CONSTRAINT pk_bind_mountpoints PRIMARY KEY (path))",
        "CREATE TABLE IF NOT EXISTS statistics (counter TEXT, value INTEGER, CONSTRAINT pk_statistics PRIMARY KEY (counter))",
        SqliteProperties.Create,
    ];

    /// <summary>Columns that came later, with the value that old rows get.</summary>
    private static readonly (string Table, string Column, string Definition)[] Added =
    [
        (CatalogTables.Catalog, "hardlinks", "INTEGER DEFAULT 1"),
        (CatalogTables.Catalog, "uid", "INTEGER DEFAULT 0"),
        (CatalogTables.Catalog, "gid", "INTEGER DEFAULT 0"),
        (CatalogTables.Catalog, "xattr", "BLOB"),
        (CatalogTables.Catalog, "mtimens", "INTEGER"),
        (CatalogTables.Nested, "size", "INTEGER"),
    ];

    public static void CreateTables(SqliteDatabase database)
    {
        foreach (var statement in Tables)
            database.Execute(statement);
    }

    /// <summary>Adds what is missing; leaves what is there, so columns end up in another order than in new catalogs.</summary>
    public static void Upgrade(SqliteDatabase database, SqliteSchema schema)
    {
        foreach (var (table, column, definition) in Added)
        {
            if (schema.HasTable(table) && !schema.HasColumn(table, column))
                database.Execute($"ALTER TABLE {table} ADD COLUMN {column} {definition}");
        }

        CreateTables(database);
    }
}
