namespace CernVM.Cvmfs.Formats.Catalogs;

public sealed partial class CatalogWriter
{
    // Upstream's thresholds (formats §7.9).
    private const double MaxFreePages = 0.20;
    private const double MaxRowIdWaste = 0.25;

    /// <summary>
    /// Writes properties and counters and makes the file complete; it may be read or uploaded afterwards. Rows are renumbered
    /// and free pages given back only when a good part is waste: row numbers make inode numbers, which should stay.
    /// </summary>
    public void Commit()
    {
        PropertyTable.Write(_database, Properties);
        CounterTable.Write(_database, Counters);
        _database.Execute("COMMIT");
        var pages = Number("PRAGMA page_count");
        var lastRow = Number("SELECT max(rowid) FROM catalog");
        var renumber = lastRow > 0 && 1 - (Number("SELECT count(*) FROM catalog") / lastRow) > MaxRowIdWaste;
        if (renumber)
            Renumber();
        if (renumber || Number("PRAGMA freelist_count") / pages > MaxFreePages)
            _database.Execute("VACUUM");
        _database.Execute("BEGIN");
    }

    private double Number(string sql) => _database.QueryInt64(sql) ?? 0;

    // A copy in the order of the old row ids gets dense new ones. Chunks refer to paths, not to rows.
    private void Renumber()
    {
        _database.Execute("PRAGMA foreign_keys=0");
        _database.Execute("BEGIN");
        _database.Execute("CREATE TEMPORARY TABLE renumbered AS SELECT * FROM catalog ORDER BY rowid");
        _database.Execute("DELETE FROM catalog");
        _database.Execute("INSERT INTO catalog SELECT * FROM renumbered ORDER BY rowid");
        _database.Execute("DROP TABLE renumbered");
        _database.Execute("COMMIT");
        _database.Execute("PRAGMA foreign_keys=1");
    }
}
