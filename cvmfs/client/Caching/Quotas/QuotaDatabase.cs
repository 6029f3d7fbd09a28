using System.Globalization;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>
/// The tables of <c>cachedb</c> (formats §10.2). Beside the original's property <c>schema</c> there are two of ours, which the original ignores:
/// <c>gauge</c>, the sum of all sizes, and <c>clients</c>, the processes that have the database open and have not closed it properly; and the table
/// <c>cleanups</c> with the moments of evictions.
/// </summary>
internal sealed class QuotaDatabase : IDisposable
{
    /// <summary>How long evictions are remembered.</summary>
    public static readonly TimeSpan CleanupMemory = TimeSpan.FromDays(1);

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _touch;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _sizeOf;
    private readonly SqliteStatement _pin;
    private readonly SqliteStatement _setProperty;

    private QuotaDatabase(SqliteDatabase database)
    {
        _database = database;
        database.Execute("PRAGMA busy_timeout=10000");
        database.Execute("PRAGMA auto_vacuum=1");
        database.Execute("PRAGMA synchronous=0");
        database.Execute("PRAGMA journal_mode=TRUNCATE");
        database.Execute("BEGIN IMMEDIATE");
        database.Execute("CREATE TABLE IF NOT EXISTS cache_catalog (sha1 TEXT, size INTEGER, acseq INTEGER, path TEXT, type INTEGER, pinned INTEGER, "
            + "CONSTRAINT pk_cache_catalog PRIMARY KEY (sha1))");
        database.Execute("CREATE UNIQUE INDEX IF NOT EXISTS idx_cache_catalog_acseq ON cache_catalog (acseq)");
        database.Execute("CREATE TABLE IF NOT EXISTS properties (key TEXT, value TEXT, CONSTRAINT pk_properties PRIMARY KEY (key))");
        database.Execute("INSERT OR IGNORE INTO properties (key, value) VALUES ('schema', '1.0')");
        database.Execute("CREATE TABLE IF NOT EXISTS cleanups (time INTEGER)");
        database.Execute("COMMIT");
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _touch = database.Prepare("UPDATE cache_catalog SET acseq = CASE WHEN acseq < 0 THEN ?2 - 9223372036854775807 - 1 ELSE ?2 END WHERE sha1 = ?1");
        _insert = database.Prepare("INSERT INTO cache_catalog (sha1, size, acseq, path, type, pinned) VALUES (?1, ?2, ?3, ?4, ?5, 0) "
            + "ON CONFLICT (sha1) DO UPDATE SET size = excluded.size, acseq = excluded.acseq, path = excluded.path, type = excluded.type");
        _delete = database.Prepare("DELETE FROM cache_catalog WHERE sha1 = ?1");
        _sizeOf = database.Prepare("SELECT size FROM cache_catalog WHERE sha1 = ?1");
        _pin = database.Prepare("UPDATE cache_catalog SET pinned = max(0, pinned + ?2) WHERE sha1 = ?1");
        _setProperty = database.Prepare("INSERT OR REPLACE INTO properties (key, value) VALUES (?1, ?2)");
    }

    /// <summary>Opens the file, making the tables when they are not there.</summary>
    /// <exception cref="SqliteException">The file is damaged or cannot be written.</exception>
    public static QuotaDatabase Open(string file)
    {
        var database = SqliteDatabase.OpenReadWrite(file, create: true);
        try
        {
            return new QuotaDatabase(database);
        }
        catch (IOException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Sum of all sizes as noted, or null when nobody noted it.</summary>
    public long? Gauge
    {
        get => _database.QueryInt64("SELECT CAST(value AS INTEGER) FROM properties WHERE key = 'gauge'");
        set => SetProperty("gauge", value ?? 0);
    }

    /// <summary>Processes that did not close the database, or null when this database never had any of ours.</summary>
    public long? Clients
    {
        get => _database.QueryInt64("SELECT CAST(value AS INTEGER) FROM properties WHERE key = 'clients'");
        set => SetProperty("clients", value ?? 0);
    }

    /// <summary>Bytes of pinned objects.</summary>
    public long PinnedBytes => _database.QueryInt64("SELECT sum(size) FROM cache_catalog WHERE pinned <> 0") ?? 0;

    /// <summary>The next number of the access sequence; the sign of volatile entries does not count.</summary>
    public long NextSequence =>
        Math.Max(
            _database.QueryInt64("SELECT max(acseq) FROM cache_catalog WHERE acseq >= 0") ?? 0,
            _database.QueryInt64("SELECT max(acseq) + 9223372036854775807 + 1 FROM cache_catalog WHERE acseq < 0") ?? 0) + 1;

    /// <summary>Runs work inside one transaction that excludes other processes.</summary>
    public void Transact(Action work)
    {
        _begin.Run();
        try
        {
            work();
            _commit.Run();
        }
        catch
        {
            _database.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Gives an object a new place in the sequence.</summary>
    public void Touch(ContentHash hash, long sequence) => _touch.BindText(1, hash.ToString()).Bind(2, sequence).Run();

    /// <summary>Adds or renews an object; the value is the change of the sum of sizes.</summary>
    public long Insert(ContentHash hash, long size, long sequence, string description, ObjectLabel label)
    {
        var text = hash.ToString();
        var old = SizeOf(text) ?? 0;
        _insert.BindText(1, text).Bind(2, size).Bind(3, label == ObjectLabel.Volatile ? sequence | long.MinValue : sequence)
            .BindText(4, description).Bind(5, label == ObjectLabel.Catalog ? 1 : 0).Run();
        return size - old;
    }

    /// <summary>Size of an object; 0 when it is not known.</summary>
    public long SizeOf(ContentHash hash) => SizeOf(hash.ToString()) ?? 0;

    /// <summary>Removes an object; the value is the size it had.</summary>
    public long Delete(ContentHash hash)
    {
        var text = hash.ToString();
        var size = SizeOf(text) ?? 0;
        _delete.BindText(1, text).Run();
        return size;
    }

    /// <summary>Changes the pin column, which counts processes (the original only looks whether it is 0).</summary>
    /// <returns>False when there is no such object.</returns>
    public bool ChangePins(ContentHash hash, int by)
    {
        _pin.BindText(1, hash.ToString()).Bind(2, by).Run();
        return _database.Changes > 0;
    }

    /// <summary>Clears all pins: those of processes that were killed.</summary>
    public void ClearPins() => _database.Execute("UPDATE cache_catalog SET pinned = 0 WHERE pinned <> 0");

    /// <summary>Sums the sizes anew.</summary>
    public long SumSizes() => _database.QueryInt64("SELECT sum(size) FROM cache_catalog") ?? 0;

    /// <summary>Objects that may be evicted, oldest first, until their sizes reach <paramref name="bytes"/>.</summary>
    public List<ContentHash> Oldest(long bytes, Func<ContentHash, bool> isPinnedHere)
    {
        var chosen = new List<ContentHash>();
        using var rows = _database.Prepare("SELECT sha1, size FROM cache_catalog WHERE pinned = 0 ORDER BY acseq");
        while (bytes > 0 && rows.Step())
        {
            if (!ContentHash.TryParse(rows.GetText(0), out var hash) || isPinnedHere(hash))
                continue;
            chosen.Add(hash);
            bytes -= rows.GetInt64(1);
        }

        return chosen;
    }

    /// <summary>Notes an eviction.</summary>
    public void NoteCleanup(DateTimeOffset when)
    {
        _database.Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM cleanups WHERE time < {(when - CleanupMemory).ToUnixTimeSeconds()}"));
        _database.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO cleanups (time) VALUES ({when.ToUnixTimeSeconds()})"));
    }

    /// <summary>Evictions by any process since then.</summary>
    public long CleanupsSince(DateTimeOffset when) =>
        _database.QueryInt64(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM cleanups WHERE time >= {when.ToUnixTimeSeconds()}")) ?? 0;

    /// <summary>Whether every page of the file can be read and agrees with the others. Reads the whole file.</summary>
    public bool IsSound()
    {
        using var rows = _database.Prepare("PRAGMA quick_check(1)");
        return rows.Step() && rows.GetText(0) == "ok";
    }

    /// <summary>Hashes of all rows.</summary>
    public HashSet<ContentHash> Known()
    {
        var known = new HashSet<ContentHash>();
        using var rows = _database.Prepare("SELECT sha1 FROM cache_catalog");
        while (rows.Step())
        {
            if (ContentHash.TryParse(rows.GetText(0), out var hash))
                known.Add(hash);
        }

        return known;
    }

    /// <summary>Descriptions, oldest first.</summary>
    public List<string> List(CacheListing which)
    {
        var where = which switch
        {
            CacheListing.Pinned => " WHERE pinned <> 0",
            CacheListing.Catalogs => " WHERE type = 1",
            _ => "",
        };
        var paths = new List<string>();
        using var rows = _database.Prepare("SELECT path FROM cache_catalog" + where + " ORDER BY acseq");
        while (rows.Step())
            paths.Add(rows.GetText(0) ?? "");
        return paths;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_begin, _commit, _touch, _insert, _delete, _sizeOf, _pin, _setProperty])
            statement.Dispose();
        _database.Dispose();
    }

    private long? SizeOf(string text)
    {
        try
        {
            return _sizeOf.BindText(1, text).Step() ? _sizeOf.GetInt64(0) : null;
        }
        finally
        {
            _sizeOf.Reset();
        }
    }

    private void SetProperty(string key, long value) => _setProperty.BindText(1, key).BindText(2, value.ToString()).Run();
}
