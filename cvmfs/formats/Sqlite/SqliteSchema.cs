namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>Which ordinary tables a database has, and their columns. Views, virtual tables and computed columns do not count.</summary>
internal sealed class SqliteSchema
{
    private readonly Dictionary<string, HashSet<string>> _tables = new(StringComparer.OrdinalIgnoreCase);

    private SqliteSchema()
    {
    }

    /// <summary>Reads the columns of the tables that are asked for, as far as they exist.</summary>
    public static SqliteSchema Read(SqliteDatabase database, params ReadOnlySpan<string> tables)
    {
        var schema = new SqliteSchema();
        foreach (var table in tables)
        {
            if (IsOrdinary(database, table) && Columns(database, table) is { } columns)
                schema._tables[table] = columns;
        }

        return schema;
    }

    public bool HasTable(string table) => _tables.ContainsKey(table);

    public bool HasColumn(string table, string column) => _tables.TryGetValue(table, out var columns) && columns.Contains(column);

    /// <summary>First of the columns that the table lacks; null when it has all.</summary>
    public string? MissingColumn(string table, params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (!HasColumn(table, column))
                return $"{table}.{column}";
        }

        return null;
    }

    /// <summary>The column, or <paramref name="otherwise"/> where an old schema does not have it.</summary>
    public string ColumnOr(string table, string column, string otherwise) => HasColumn(table, column) ? column : otherwise;

    private static bool IsOrdinary(SqliteDatabase database, string table)
    {
        using var query = database.Prepare(
            "SELECT count(*) FROM sqlite_master WHERE type='table' AND name=?1 COLLATE NOCASE AND sql NOT LIKE 'CREATE VIRTUAL%'");
        query.BindText(1, table);
        return query.Step() && query.GetInt64(0) == 1;
    }

    private static HashSet<string>? Columns(SqliteDatabase database, string table)
    {
        const int NameColumn = 1;
        const int HiddenColumn = 6;
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var query = database.Prepare($"PRAGMA table_xinfo({table})");
        while (query.Step())
        {
            if (query.GetInt64(HiddenColumn) != 0)
                return null;
            columns.Add(query.GetText(NameColumn) ?? "");
        }

        return columns;
    }
}
