using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>Changes a tag database in a working copy, schema 1.0 revision 3. Nothing is certain before <see cref="Commit"/>.</summary>
public sealed class HistoryWriter : IDisposable
{
    private readonly SqliteDatabase _database;

    private HistoryWriter(SqliteDatabase database) => _database = database;

    /// <summary>Makes a database without tags.</summary>
    public static HistoryWriter Create(string file, RepositoryName repository)
    {
        var database = DatabaseFile.Create(file);
        foreach (var statement in HistorySchema.Tables)
            database.Execute(statement);
        SqliteProperties.Write(database, "schema", HistorySchema.Number);
        SqliteProperties.Write(database, "schema_revision", HistorySchema.Revision);
        SqliteProperties.Write(database, "fqrn", repository.ToString());
        return new HistoryWriter(database);
    }

    /// <summary>Opens a private copy for changes; brings old revisions up to date in place.</summary>
    public static Parsed<HistoryWriter> Open(string file)
    {
        SqliteDatabase? database = null;
        HistoryWriter? writer = null;
        try
        {
            database = DatabaseFile.OpenWorkingCopy(file, create: false);
            if (!HistoryReader.Read(database, new ReadBudget(long.MaxValue)).TryGet(out _, out var error))
                return error;
            var schema = SqliteSchema.Read(database, "tags");
            foreach (var (column, definition) in HistorySchema.Added)
            {
                if (!schema.HasColumn("tags", column))
                    database.Execute($"ALTER TABLE tags ADD COLUMN {column} {definition}");
            }

            foreach (var statement in HistorySchema.Tables)
                database.Execute(statement);
            SqliteProperties.Write(database, "schema_revision", HistorySchema.Revision);
            writer = new HistoryWriter(database);
            return writer;
        }
        catch (SqliteException e)
        {
            return HistoryErrors.NotReadable(file, e.Message);
        }
        finally
        {
            if (writer is null)
                database?.Dispose();
        }
    }

    /// <summary>The content as it is now.</summary>
    public TagDatabase Read() => HistoryReader.Read(_database, new ReadBudget(long.MaxValue)).Value;

    /// <summary>Adds a tag, or replaces the one of the same name. Throws <see cref="ArgumentException"/> for an impossible name.</summary>
    public void Set(Tag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (!Tag.IsName(tag.Name))
            throw new ArgumentException($"\"{tag.Name}\" cannot name a tag: use 1 to {Tag.MaxNameLength} characters without white space.", nameof(tag));
        using var insert = _database.Prepare(
            "INSERT OR REPLACE INTO tags (name, hash, revision, timestamp, channel, description, size, branch) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7)");
        insert.BindText(1, tag.Name).BindText(2, tag.RootCatalog.ToString()).Bind(3, (long)tag.Revision.Number)
            .Bind(4, tag.Timestamp.ToUnixTimeSeconds()).BindText(5, tag.Description).Bind(6, (long)tag.Size).BindText(7, tag.Branch)
            .Run();
    }

    /// <summary>Removes a tag; false when there was none.</summary>
    public bool Remove(string name)
    {
        using var remove = _database.Prepare("DELETE FROM tags WHERE name=?1");
        remove.BindText(1, name).Run();
        return _database.Changes > 0;
    }

    /// <summary>Adds a branch; the default branch, with an empty name, is always there.</summary>
    public void AddBranch(string branch, string parent, Revision initial)
    {
        using var insert = _database.Prepare("INSERT INTO branches (branch, parent, initial_revision) VALUES (?1, ?2, ?3)");
        insert.BindText(1, branch).BindText(2, parent).Bind(3, (long)initial.Number).Run();
    }

    /// <summary>Completes the file; it may be read or uploaded afterwards.</summary>
    /// <param name="previousRevision">Object that held the database before this change; null hash for none.</param>
    public void Commit(ContentHash previousRevision)
    {
        SqliteProperties.Write(_database, "previous_revision", previousRevision.IsNull ? null : previousRevision.ToString());
        DatabaseFile.Save(_database);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
