using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>Reads a plain (decompressed) tag database of any revision.</summary>
public static class HistoryReader
{
    /// <summary>Reads the whole database.</summary>
    public static Parsed<TagDatabase> Read(string databaseFile)
    {
        try
        {
            using var database = SqliteDatabase.OpenImmutable(databaseFile);
            return Read(database, new ReadBudget(new FileInfo(databaseFile).Length));
        }
        catch (IOException e)
        {
            return HistoryErrors.NotReadable(databaseFile, e.Message);
        }
    }

    internal static Parsed<TagDatabase> Read(SqliteDatabase database, ReadBudget budget)
    {
        var file = database.File;
        var schema = SqliteSchema.Read(database, "tags", "properties");
        if ((schema.MissingColumn("properties", "key", "value")
            ?? schema.MissingColumn("tags", "name", "hash", "revision", "timestamp", "description")) is { } missing)
            return HistoryErrors.NoColumn(file, missing);
        var properties = SqliteProperties.Read(database);
        if (properties.GetValueOrDefault("schema") is not HistorySchema.Number and var number)
            return HistoryErrors.Schema(file, number);
        if (!RepositoryName.TryParse(properties.GetValueOrDefault("fqrn"), out var repository))
            return HistoryErrors.Property(file, "fqrn");
        var previous = ContentHash.Null(ContentHashAlgorithm.Sha1);
        if (properties.GetValueOrDefault("previous_revision") is { Length: > 0 } text && !ContentHash.TryParse(text, out previous))
            return HistoryErrors.Property(file, "previous_revision");

        var tags = new List<Tag>();
        using var query = database.Prepare(
            $"SELECT rowid, name, hash, revision, timestamp, description, {schema.ColumnOr("tags", "size", "0")}, "
            + $"{schema.ColumnOr("tags", "branch", "''")} FROM tags ORDER BY revision DESC, name");
        while (query.Step())
        {
            if (!budget.TrySpend(query.GetBytes(1).Length + query.GetBytes(5).Length))
                return HistoryErrors.NotReadable(file, "its pages overlap");
            if (!ReadTag(query, file).TryGet(out var tag, out var error))
                return error;
            tags.Add(tag);
        }

        return new TagDatabase { Repository = repository, PreviousRevision = previous, Tags = tags };
    }

    private static Parsed<Tag> ReadTag(SqliteStatement row, string file)
    {
        var rowId = row.GetInt64(0);
        var name = row.GetText(1);
        if (!Tag.IsName(name))
            return HistoryErrors.Tag(file, rowId, "its name is empty, too long or has white space");
        if (!ContentHash.TryParse(row.GetBytes(2), out var hash))
            return HistoryErrors.Tag(file, rowId, "its hash is malformed");
        if (row.GetInt64(3) < 0 || row.GetInt64(6) < 0)
            return HistoryErrors.Tag(file, rowId, "its revision or size is negative");
        if (!UnixTime.TryFrom(row.GetInt64(4), out var timestamp))
            return HistoryErrors.Tag(file, rowId, "its time cannot be");
        return new Tag
        {
            Name = name!,
            RootCatalog = hash,
            Revision = new Revision((ulong)row.GetInt64(3)),
            Timestamp = timestamp,
            Description = row.GetText(5) ?? "",
            Size = (ulong)row.GetInt64(6),
            Branch = row.GetText(7) ?? "",
        };
    }
}
