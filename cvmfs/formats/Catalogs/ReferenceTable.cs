using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The tables <c>nested_catalogs</c> and <c>bind_mountpoints</c>, which look alike.</summary>
internal static class ReferenceTable
{
    /// <summary>All references in the order of their paths; none where an old schema has no such table.</summary>
    public static Parsed<IReadOnlyList<NestedCatalog>> Read(SqliteDatabase database, SqliteSchema schema, string table, ReadBudget budget)
    {
        var references = new List<NestedCatalog>();
        if (schema.MissingColumn(table, "path", "sha1") is not null)
            return references;
        using var query = database.Prepare($"SELECT path, sha1, {schema.ColumnOr(table, "size", "0")} FROM {table} ORDER BY path");
        while (query.Step())
        {
            var pathBytes = query.GetBytes(0);
            if (!budget.TrySpend(pathBytes.Length))
                return CatalogErrors.Overlapping(database.File);
            var good = RepositoryPath.TryFromUtf8(pathBytes, out var path) && !path.IsRoot;
            var pathText = query.GetText(0);
            if (!good)
                return CatalogErrors.Reference(database.File, table, pathText, "this is no path below the root");
            var hash = ContentHash.Null(ContentHashAlgorithm.Sha1);
            if (query.GetBytes(1) is { IsEmpty: false } hashText && !ContentHash.TryParse(hashText, out hash))
                return CatalogErrors.Reference(database.File, table, pathText, "its hash is malformed");
            var size = query.GetInt64(2);
            if (size < 0)
                return CatalogErrors.Reference(database.File, table, pathText, "its size is negative");
            references.Add(new NestedCatalog(path, hash, (ulong)size));
        }

        return references;
    }
}
