using SQLitePCL;

namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>SQLite refused: the file is damaged, missing, full, or the statement is wrong.</summary>
public sealed class SqliteException : IOException
{
    /// <summary>Carries SQLite's own result code.</summary>
    public SqliteException(int resultCode, string message)
        : base(message) => ResultCode = resultCode;

    /// <summary>Carries a message only.</summary>
    public SqliteException(string message)
        : this(raw.SQLITE_ERROR, message)
    {
    }

    /// <summary>Carries a message and its cause.</summary>
    public SqliteException(string message, Exception innerException)
        : base(message, innerException) => ResultCode = raw.SQLITE_ERROR;

    /// <summary>Without any detail.</summary>
    public SqliteException()
        : this("SQLite reported an error.")
    {
    }

    /// <summary>SQLite's extended result code.</summary>
    public int ResultCode { get; }

    /// <summary>The bytes are to blame: trying again cannot help, fetching the file again may.</summary>
    public bool IsDamage => (ResultCode & 0xFF) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_TOOBIG
        or raw.SQLITE_INTERRUPT or raw.SQLITE_ERROR or raw.SQLITE_SCHEMA or raw.SQLITE_MISMATCH;
}
