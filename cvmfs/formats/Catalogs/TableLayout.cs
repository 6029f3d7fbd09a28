using System.Globalization;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Where the columns of a table lie in its records, and on which pages its trees begin.</summary>
internal sealed class TableLayout
{
    private const int Absent = -1;

    private readonly int[] _places;
    private readonly long?[] _defaults;

    private TableLayout(int[] places, long?[] defaults, int rowIdColumn, uint root)
    {
        _places = places;
        _defaults = defaults;
        RowIdColumn = rowIdColumn;
        Root = root;
    }

    /// <summary>First page of the table.</summary>
    public uint Root { get; }

    /// <summary>The wanted column that is the row id itself; -1 for none.</summary>
    public int RowIdColumn { get; }

    /// <summary>Place of a wanted column in a record; negative when the table does not have it.</summary>
    public int PlaceOf(int column) => _places[column];

    /// <summary>What a row has that was written before the column was added; null for NULL.</summary>
    public long? DefaultOf(int column) => _defaults[column];

    /// <summary>Reads the schema.</summary>
    /// <param name="database">The catalog.</param>
    /// <param name="table">Table.</param>
    /// <param name="wanted">Columns in the order in which they are asked for, and what absent ones stand for; <c>rowid</c> is the row id.</param>
    /// <param name="why">What is unusual about the table, so that only SQLite can read it.</param>
    public static TableLayout? Read(SqliteDatabase database, string table, ReadOnlySpan<(string Name, long? Otherwise)> wanted, out string why)
    {
        var places = new int[wanted.Length];
        var defaults = new long?[wanted.Length];
        places.AsSpan().Fill(Absent);
        var rowIdColumn = Absent;
        for (var column = 0; column < wanted.Length; column++)
        {
            defaults[column] = wanted[column].Otherwise;
            if (wanted[column].Name == "rowid")
                rowIdColumn = column;
        }

        why = "";
        using var columns = database.Prepare($"PRAGMA table_xinfo({table})");
        while (columns.Step())
        {
            const int Place = 0, Name = 1, Type = 2, Default = 4, Key = 5;
            var name = columns.GetText(Name) ?? "";
            if (columns.GetInt64(Key) != 0 && "INTEGER".Equals(columns.GetText(Type), StringComparison.OrdinalIgnoreCase) && KeyColumns(database, table) == 1)
                why = $"column {table}.{name} is the row id by another name";
            var column = IndexOf(wanted, name);
            if (column < 0)
                continue;
            places[column] = (int)columns.GetInt64(Place);
            defaults[column] = null;
            if (columns.GetText(Default) is not { } text || text.Equals("NULL", StringComparison.OrdinalIgnoreCase))
                continue;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                defaults[column] = value;
            else
                why = $"column {table}.{name} has the default {text}";
        }

        if (why.Length > 0)
            return null;
        var root = RootOf(database, "table", table);
        why = root == 0 ? $"table {table} has no pages of its own" : "";
        return root == 0 ? null : new TableLayout(places, defaults, rowIdColumn, root);
    }

    /// <summary>First page of an index over all rows that begins with two columns, both rising; 0 when there is none.</summary>
    public static uint IndexOn(SqliteDatabase database, string table, string first, string second)
    {
        const int Name = 1, Partial = 4;
        using var indexes = database.Prepare($"PRAGMA index_list({table})");
        while (indexes.Step())
        {
            if (indexes.GetInt64(Partial) == 0 && indexes.GetText(Name) is { } name && BeginsWith(database, name, first, second))
                return RootOf(database, "index", name);
        }

        return 0;
    }

    private static bool BeginsWith(SqliteDatabase database, string index, string first, string second)
    {
        using var columns = database.Prepare("SELECT name, \"desc\" FROM pragma_index_xinfo(?1) WHERE seqno < 2 ORDER BY seqno").BindText(1, index);
        foreach (var wanted in (ReadOnlySpan<string>)[first, second])
        {
            if (!columns.Step() || columns.GetInt64(1) != 0 || !wanted.Equals(columns.GetText(0), StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    private static uint RootOf(SqliteDatabase database, string type, string name)
    {
        using var query = database.Prepare("SELECT rootpage FROM sqlite_master WHERE type=?1 AND name=?2 COLLATE NOCASE");
        query.BindText(1, type).BindText(2, name);
        return query.Step() && query.GetInt64(0) is > 0 and <= uint.MaxValue and var page ? (uint)page : 0;
    }

    private static long KeyColumns(SqliteDatabase database, string table)
    {
        using var query = database.Prepare("SELECT count(*) FROM pragma_table_xinfo(?1) WHERE pk > 0").BindText(1, table);
        return query.Step() ? query.GetInt64(0) : 0;
    }

    private static int IndexOf(ReadOnlySpan<(string Name, long? Otherwise)> wanted, string name)
    {
        for (var column = 0; column < wanted.Length; column++)
        {
            if (wanted[column].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return column;
        }

        return Absent;
    }
}
