namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>The <c>properties</c> table that every CernVM-FS database has: key TEXT, value TEXT.</summary>
internal static class SqliteProperties
{
    public const string Create = "CREATE TABLE IF NOT EXISTS properties (key TEXT, value TEXT, CONSTRAINT pk_properties PRIMARY KEY (key))";

    /// <summary>Far more than anybody writes (ours, arbitrary).</summary>
    private const int MaxCount = 200;

    public static Dictionary<string, string> Read(SqliteDatabase database)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using var query = database.Prepare($"SELECT key, value FROM properties LIMIT {MaxCount}");
        while (query.Step())
            values[query.GetText(0) ?? ""] = query.GetText(1) ?? "";
        return values;
    }

    /// <summary>Sets a property; null removes it.</summary>
    public static void Write(SqliteDatabase database, string key, string? value)
    {
        using var statement = value is null
            ? database.Prepare("DELETE FROM properties WHERE key = ?1")
            : database.Prepare("INSERT OR REPLACE INTO properties (key, value) VALUES (?1, ?2)").BindText(2, value);
        statement.BindText(1, key).Run();
    }
}
