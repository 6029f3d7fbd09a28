using System.Text;
using SQLitePCL;

namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>A compiled statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
public sealed class SqliteStatement : IDatabaseRow, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _statement;

    internal SqliteStatement(SqliteDatabase database, sqlite3_stmt statement)
    {
        _database = database;
        _statement = statement;
    }

    /// <summary>Binds a number.</summary>
    public SqliteStatement Bind(int parameter, long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds NULL.</summary>
    public SqliteStatement BindNull(int parameter)
    {
        _database.Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>Binds bytes as a BLOB; empty stays an empty BLOB.</summary>
    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite would take for NULL.
        _database.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0)
            : raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes as TEXT, also when they are not valid UTF-8; empty stays an empty TEXT.</summary>
    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        _database.Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(_statement, parameter, "")
            : raw.sqlite3_bind_text(_statement, parameter, utf8));
        return this;
    }

    /// <summary>Binds TEXT, or NULL.</summary>
    public SqliteStatement BindText(int parameter, string? text) =>
        text is null ? BindNull(parameter) : BindText(parameter, Encoding.UTF8.GetBytes(text));

    /// <summary>Goes to the next row; false after the last one.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code != raw.SQLITE_DONE)
            _database.Check(code);
        return false;
    }

    /// <summary>Runs a statement that has no rows, and makes it ready for the next time.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Makes the statement ready to run again; keeps the parameters. Never fails.</summary>
    public void Reset()
    {
        // The code repeats the failure that Step has reported.
        _ = raw.sqlite3_reset(_statement);
        _database.StartWork();
    }

    /// <summary>Number of result columns.</summary>
    public int ColumnCount => raw.sqlite3_column_count(_statement);

    /// <summary>Name of a result column.</summary>
    public string ColumnName(int column) => raw.sqlite3_column_name(_statement, column).utf8_to_string();

    /// <summary>True when the value is NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>The value as a number; 0 for NULL.</summary>
    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The raw bytes of a TEXT or BLOB, valid until the next step; empty for NULL.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>The value as text; null for NULL.</summary>
    public string? GetText(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(GetBytes(column));

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();
}
