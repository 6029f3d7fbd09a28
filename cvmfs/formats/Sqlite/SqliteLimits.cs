using SQLitePCL;

namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>What a database from elsewhere may make SQLite do. All numbers are ours.</summary>
internal static class SqliteLimits
{
    /// <summary>Longest value or row in bytes. The largest honest one, an xattr blob, stays below 131 kB.</summary>
    public const int ValueLength = 1 << 20;

    /// <summary>Virtual-machine steps between two looks at the budget.</summary>
    public const int StepsPerCheck = 100_000;

    /// <summary>Steps that any statement may take; more are granted by the size of the file.</summary>
    public const long BaseSteps = 10_000_000;

    /// <summary>Steps granted per byte of file: an honest row has over 40 bytes and costs about 50 steps.</summary>
    public const long StepsPerByte = 4;

    /// <summary>Page cache of one read-only connection, in KiB.</summary>
    public const int CacheKibibytes = 1024;

    // SQLite's numbers (sqlite3.h).
    private const int DbConfigDefensive = 1010;
    private const int DbConfigEnableTrigger = 1003;
    private const int DbConfigEnableView = 1015;
    private const int DbConfigTrustedSchema = 1017;

    private static readonly (int Id, int Value)[] Limits =
    [
        (0, ValueLength), // SQLITE_LIMIT_LENGTH
        (1, 100_000), // SQLITE_LIMIT_SQL_LENGTH
        (2, 100), // SQLITE_LIMIT_COLUMN
        (3, 20), // SQLITE_LIMIT_EXPR_DEPTH
        (4, 3), // SQLITE_LIMIT_COMPOUND_SELECT
        (5, 25_000), // SQLITE_LIMIT_VDBE_OP
        (6, 8), // SQLITE_LIMIT_FUNCTION_ARG
        (7, 0), // SQLITE_LIMIT_ATTACHED
        (8, 50), // SQLITE_LIMIT_LIKE_PATTERN_LENGTH
        (10, 1), // SQLITE_LIMIT_TRIGGER_DEPTH
        (11, 0), // SQLITE_LIMIT_WORKER_THREADS
    ];

    /// <summary>Applies what sqlite.org's "Defense Against The Dark Arts" advises for untrusted files.</summary>
    public static void Apply(sqlite3 connection)
    {
        foreach (var (id, value) in Limits)
            _ = raw.sqlite3_limit(connection, id, value);
        _ = raw.sqlite3_db_config(connection, DbConfigDefensive, 1, out _);
        _ = raw.sqlite3_db_config(connection, DbConfigTrustedSchema, 0, out _);
        _ = raw.sqlite3_db_config(connection, DbConfigEnableTrigger, 0, out _);
        _ = raw.sqlite3_db_config(connection, DbConfigEnableView, 0, out _);
    }
}
