namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>Working copies of databases that are written: private files that are uploaded when complete.</summary>
internal static class DatabaseFile
{
    /// <summary>Opens for writing. A crash costs the working copy only, so nothing is synced and the journal stays in memory.</summary>
    public static SqliteDatabase OpenWorkingCopy(string file, bool create)
    {
        var database = SqliteDatabase.OpenReadWrite(file, create);
        try
        {
            if (create)
                database.Execute("PRAGMA page_size=4096");
            database.Execute("PRAGMA journal_mode=MEMORY");
            database.Execute("PRAGMA synchronous=OFF");
            database.Execute("PRAGMA locking_mode=EXCLUSIVE");
            database.Execute("PRAGMA temp_store=2");
            database.Execute("PRAGMA trusted_schema=0");
            database.Execute("PRAGMA foreign_keys=1");
            database.Execute("BEGIN");
            return database;
        }
        catch (SqliteException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes what was written so far permanent, and goes on.</summary>
    public static void Save(SqliteDatabase database)
    {
        database.Execute("COMMIT");
        database.Execute("BEGIN");
    }

    /// <summary>Makes a new file, replacing what is there.</summary>
    public static SqliteDatabase Create(string file)
    {
        File.Delete(file);
        return OpenWorkingCopy(file, create: true);
    }
}
