using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>Changes a reflog in a working copy. Nothing is certain before <see cref="Commit"/>.</summary>
public sealed class ReflogWriter : IDisposable
{
    internal const string Schema = "1.0";

    private const string SchemaRevision = "0";

    private readonly SqliteDatabase _database;

    private ReflogWriter(SqliteDatabase database) => _database = database;

    /// <summary>Makes an empty reflog.</summary>
    public static ReflogWriter Create(string file, RepositoryName repository)
    {
        var database = DatabaseFile.Create(file);
        database.Execute(SqliteProperties.Create);
        database.Execute("CREATE TABLE refs (hash TEXT, type INTEGER, timestamp INTEGER, CONSTRAINT pk_refs PRIMARY KEY (hash))");
        SqliteProperties.Write(database, "schema", Schema);
        SqliteProperties.Write(database, "schema_revision", SchemaRevision);
        SqliteProperties.Write(database, "fqrn", repository.ToString());
        return new ReflogWriter(database);
    }

    /// <summary>Opens a private copy for changes.</summary>
    public static Parsed<ReflogWriter> Open(string file)
    {
        SqliteDatabase? database = null;
        ReflogWriter? writer = null;
        try
        {
            database = DatabaseFile.OpenWorkingCopy(file, create: false);
            if (!ReflogReader.Read(database, new ReadBudget(long.MaxValue)).TryGet(out _, out var error))
                return error;
            writer = new ReflogWriter(database);
            return writer;
        }
        catch (SqliteException e)
        {
            return HistoryErrors.ReflogNotReadable(file, e.Message);
        }
        finally
        {
            if (writer is null)
                database?.Dispose();
        }
    }

    /// <summary>The content as it is now.</summary>
    public Reflog Read() => ReflogReader.Read(_database, new ReadBudget(long.MaxValue)).Value;

    /// <summary>Records an object, or renews the time of one that was recorded.</summary>
    public void Set(ReflogEntry entry)
    {
        using var insert = _database.Prepare("INSERT OR REPLACE INTO refs (hash, type, timestamp) VALUES (?1, ?2, ?3)");
        insert.BindText(1, entry.Hash.ToString()).Bind(2, (int)entry.Kind).Bind(3, entry.InsertedAt.ToUnixTimeSeconds()).Run();
    }

    /// <summary>Forgets an object; false when it was not recorded.</summary>
    public bool Remove(ContentHash hash)
    {
        using var remove = _database.Prepare("DELETE FROM refs WHERE hash=?1");
        remove.BindText(1, hash.ToString()).Run();
        return _database.Changes > 0;
    }

    /// <summary>Completes the file; it may be read, hashed or uploaded afterwards.</summary>
    /// <param name="compact">Gives free pages back, as after garbage collection.</param>
    public void Commit(bool compact = false)
    {
        if (compact)
        {
            _database.Execute("COMMIT");
            _database.Execute("VACUUM");
            _database.Execute("BEGIN");
        }
        else
        {
            DatabaseFile.Save(_database);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
