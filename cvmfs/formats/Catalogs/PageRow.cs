using CernVM.Cvmfs.Formats.Sqlite;
using CernVM.Cvmfs.Formats.Sqlite.Pages;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>A row as it lies on its page.</summary>
internal readonly ref struct PageRow(Record record, TableLayout layout, long rowId) : IDatabaseRow
{
    private readonly Record _record = record;

    public bool IsNull(int column) => layout.PlaceOf(column) is var place && place >= 0 && place < _record.Count
        ? _record.IsNull(place)
        : layout.DefaultOf(column) is null && column != layout.RowIdColumn;

    public long GetInt64(int column)
    {
        if (column == layout.RowIdColumn)
            return rowId;
        var place = layout.PlaceOf(column);
        return place >= 0 && place < _record.Count ? _record.Integer(place) : layout.DefaultOf(column) ?? 0;
    }

    public ReadOnlySpan<byte> GetBytes(int column)
    {
        var place = layout.PlaceOf(column);
        return place >= 0 && place < _record.Count ? _record.Bytes(place) : default;
    }
}
