using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>Reads <c>.cvmfsreflog</c>, schema 1.0 revision 0, which is stored uncompressed (formats §8.2).</summary>
public static class ReflogReader
{
    /// <summary>Reads the whole file.</summary>
    public static Parsed<Reflog> Read(string databaseFile)
    {
        try
        {
            using var database = SqliteDatabase.OpenImmutable(databaseFile);
            return Read(database, new ReadBudget(new FileInfo(databaseFile).Length));
        }
        catch (IOException e)
        {
            return HistoryErrors.ReflogNotReadable(databaseFile, e.Message);
        }
    }

    internal static Parsed<Reflog> Read(SqliteDatabase database, ReadBudget budget)
    {
        var file = database.File;
        var schema = SqliteSchema.Read(database, "refs", "properties");
        if ((schema.MissingColumn("properties", "key", "value") ?? schema.MissingColumn("refs", "hash", "type", "timestamp")) is { } missing)
            return HistoryErrors.ReflogNoColumn(file, missing);
        var properties = SqliteProperties.Read(database);
        if (properties.GetValueOrDefault("schema") is not ReflogWriter.Schema and var number)
            return HistoryErrors.ReflogSchema(file, number);
        if (!RepositoryName.TryParse(properties.GetValueOrDefault("fqrn"), out var repository))
            return HistoryErrors.ReflogSchema(file, "without a repository name");

        var entries = new List<ReflogEntry>();
        using var query = database.Prepare("SELECT rowid, hash, type, timestamp FROM refs ORDER BY rowid");
        while (query.Step())
        {
            if (!budget.TrySpend(query.GetBytes(1).Length))
                return HistoryErrors.ReflogNotReadable(file, "its pages overlap");
            if (!ContentHash.TryParse(query.GetBytes(1), out var hash))
                return HistoryErrors.ReflogRow(file, query.GetInt64(0), "its hash is malformed");
            var kind = query.GetInt64(2);
            if (kind is < (int)ReflogEntryKind.RootCatalog or > (int)ReflogEntryKind.MetaInfo)
                return HistoryErrors.ReflogRow(file, query.GetInt64(0), $"type {kind} is unknown");
            if (!UnixTime.TryFrom(query.GetInt64(3), out var time))
                return HistoryErrors.ReflogRow(file, query.GetInt64(0), "its time cannot be");
            entries.Add(new ReflogEntry(hash, (ReflogEntryKind)kind, time));
        }

        return new Reflog(repository, entries);
    }
}
