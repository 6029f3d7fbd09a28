using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The <c>statistics</c> table: a row for each counter, with prefix <c>self_</c> or <c>subtree_</c>.</summary>
internal static class CounterTable
{
    private const string SelfPrefix = "self_";
    private const string SubtreePrefix = "subtree_";

    private static readonly string[] Names =
        ["regular", "symlink", "special", "dir", "nested", "chunked", "chunks", "file_size", "chunked_size", "xattr", "external", "external_file_size"];

    /// <summary>Reads what is there; counters that an old catalog does not have are 0, unknown ones are left alone.</summary>
    public static Parsed<CatalogCounters> Read(SqliteDatabase database, SqliteSchema schema)
    {
        CounterSet self = default, subtree = default;
        if (schema.MissingColumn(CatalogTables.Statistics, "counter", "value") is not null)
            return new CatalogCounters(self, subtree);
        using var query = database.Prepare("SELECT counter, value FROM statistics");
        while (query.Step())
        {
            var name = query.GetText(0) ?? "";
            var value = query.GetInt64(1);
            if (Find(name, SelfPrefix) is { } own)
                self = self.With(own, value);
            else if (Find(name, SubtreePrefix) is { } below)
                subtree = subtree.With(below, value);
            else
                continue;
            if (value < 0)
                return CatalogErrors.Counter(database.File, name, value);
        }

        return new CatalogCounters(self, subtree);
    }

    /// <summary>Writes all 24 rows.</summary>
    public static void Write(SqliteDatabase database, CatalogCounters counters)
    {
        using var insert = database.Prepare("INSERT OR REPLACE INTO statistics (counter, value) VALUES (?1, ?2)");
        foreach (var counter in Enum.GetValues<CatalogCounter>())
        {
            insert.BindText(1, SelfPrefix + Names[(int)counter]).Bind(2, counters.Self[counter]).Run();
            insert.BindText(1, SubtreePrefix + Names[(int)counter]).Bind(2, counters.Subtree[counter]).Run();
        }
    }

    private static CatalogCounter? Find(string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var index = Array.IndexOf(Names, name[prefix.Length..]);
        return index < 0 ? null : (CatalogCounter)index;
    }
}
