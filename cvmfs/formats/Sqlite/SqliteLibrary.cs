using SQLitePCL;

namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>Tells SQLitePCLRaw, once, to use the SQLite that is linked in or installed.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<string> Version = new(Start);

    /// <summary>Version of the library in use, such as <c>3.40.1</c>.</summary>
    public static string Load() => Version.Value;

    private static string Start()
    {
        raw.SetProvider(new SQLite3Provider_sqlite3());
        raw.FreezeProvider();
        return raw.sqlite3_libversion().utf8_to_string();
    }
}
