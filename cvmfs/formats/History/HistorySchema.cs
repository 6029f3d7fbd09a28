using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>Tables of the tag database, schema 1.0 revision 3 (formats §8.1).</summary>
internal static class HistorySchema
{
    public const string Number = "1.0";
    public const string Revision = "3";

    public static readonly string[] Tables =
    [
        SqliteProperties.Create,
        "CREATE TABLE IF NOT EXISTS branches (branch TEXT, parent TEXT, initial_revision INTEGER, CONSTRAINT pk_branch PRIMARY KEY (branch), "
            + "FOREIGN KEY (parent) REFERENCES branches (branch), CHECK ((branch <> '') OR (parent IS NULL)), CHECK ((branch = '') OR (parent IS NOT NULL)))",
        "INSERT OR IGNORE INTO branches (branch, parent, initial_revision) VALUES ('', NULL, 0)",
        "CREATE TABLE IF NOT EXISTS tags (name TEXT, hash TEXT, revision INTEGER, timestamp INTEGER, channel INTEGER, description TEXT, size INTEGER, "
            + "branch TEXT, CONSTRAINT pk_tags PRIMARY KEY (name), FOREIGN KEY (branch) REFERENCES branches (branch))",
        "CREATE TABLE IF NOT EXISTS recycle_bin (hash TEXT, flags INTEGER, CONSTRAINT pk_hash PRIMARY KEY (hash))",
    ];

    /// <summary>Columns that revisions 1 to 3 brought.</summary>
    public static readonly (string Column, string Definition)[] Added = [("size", "INTEGER DEFAULT 0"), ("branch", "TEXT DEFAULT ''")];
}
