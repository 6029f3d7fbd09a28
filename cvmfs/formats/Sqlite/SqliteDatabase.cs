using System.Text;
using SQLitePCL;

namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>
/// One connection to one database file, for one thread at a time. Every failure is a <see cref="SqliteException"/> that
/// names the file.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private const int OpenReadOnlyFlag = 0x1;
    private const int OpenReadWriteFlag = 0x2;
    private const int OpenCreateFlag = 0x4;
    private const int OpenUriFlag = 0x40;
    private const int OpenNoMutexFlag = 0x8000;

    private readonly sqlite3 _connection;
    private delegate_progress? _watch;
    private long _budget = long.MaxValue;
    private long _spent;

    private SqliteDatabase(sqlite3 connection, string file)
    {
        _connection = connection;
        File = file;
    }

    /// <summary>The database file, as given.</summary>
    public string File { get; }

    /// <summary>Rows that the last INSERT, UPDATE or DELETE touched.</summary>
    public int Changes => raw.sqlite3_changes(_connection);

    /// <summary>Row id of the last INSERT.</summary>
    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_connection);

    /// <summary>
    /// Opens a file that nobody changes, and that may be hostile: no locks, no journal, no triggers or views, bounded values,
    /// and a bound on the work of each statement.
    /// </summary>
    public static SqliteDatabase OpenImmutable(string file)
    {
        var path = Path.GetFullPath(file);
        var uri = new StringBuilder("file://");
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            if (b == '/' || char.IsAsciiLetterOrDigit((char)b))
                uri.Append((char)b);
            else
                uri.Append('%').Append(Convert.ToHexString([b]));
        }

        uri.Append("?immutable=1");
        var database = Open(uri.ToString(), file, OpenReadOnlyFlag | OpenUriFlag | OpenNoMutexFlag);
        try
        {
            SqliteLimits.Apply(database._connection);
            database._budget = SqliteLimits.BaseSteps + (SqliteLimits.StepsPerByte * new FileInfo(path).Length);
            database._watch = _ => (database._spent += SqliteLimits.StepsPerCheck) > database._budget ? 1 : 0;
            raw.sqlite3_progress_handler(database._connection, SqliteLimits.StepsPerCheck, database._watch, null);
            database.Execute("PRAGMA query_only=1");
            database.Execute("PRAGMA cell_size_check=1");
            database.Execute("PRAGMA temp_store=2");
            database.Execute($"PRAGMA cache_size=-{SqliteLimits.CacheKibibytes}");
            return database;
        }
        catch (IOException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file of our own for reading and writing; makes it when <paramref name="create"/> says so.</summary>
    public static SqliteDatabase OpenReadWrite(string file, bool create) =>
        Open(Path.GetFullPath(file), file, OpenReadWriteFlag | OpenNoMutexFlag | (create ? OpenCreateFlag : 0));

    /// <summary>Compiles a statement; keep it and use it again.</summary>
    public SqliteStatement Prepare(string sql)
    {
        StartWork();
        Check(raw.sqlite3_prepare_v2(_connection, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>Runs one statement to its end, ignoring rows.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step())
        {
            // Rows of a PRAGMA are its echo.
        }
    }

    /// <summary>First column of the first row as a number; null when there is no row or it is NULL.</summary>
    public long? QueryInt64(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() && !statement.IsNull(0) ? statement.GetInt64(0) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    internal void StartWork() => _spent = 0;

    internal void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw Failure(_connection, File, code);
    }

    private static SqliteDatabase Open(string name, string file, int flags)
    {
        SqliteLibrary.Load();
        var code = raw.sqlite3_open_v2(name, out var connection, flags, null);
        if (code == raw.SQLITE_OK)
        {
            _ = raw.sqlite3_extended_result_codes(connection, 1);
            return new SqliteDatabase(connection, file);
        }

        using (connection)
            throw Failure(connection, file, code);
    }

    private static SqliteException Failure(sqlite3 connection, string file, int code)
    {
        var reason = (code & 0xFF) == raw.SQLITE_INTERRUPT
            ? "reading it takes more work than its size can justify"
            : raw.sqlite3_errmsg(connection).utf8_to_string();
        return new SqliteException(code, $"{file}: SQLite error {code}: {reason}");
    }
}
