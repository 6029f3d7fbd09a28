using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>
/// The columns of a row or of an index entry, by their place in the table. Numbers and bytes are taken as they are stored; what a table declares decides
/// that a writer stores them so.
/// </summary>
internal readonly ref struct Record
{
    private const ulong FirstBytesType = 12;

    private readonly PagedFile _file;
    private readonly ReadOnlySpan<byte> _payload;
    private readonly Columns _columns;

    /// <summary>Finds the columns.</summary>
    /// <exception cref="MalformedDataException">They do not fit in the payload.</exception>
    public Record(PagedFile file, ReadOnlySpan<byte> payload)
    {
        _file = file;
        _payload = payload;
        var types = payload;
        if (!VariableInteger.TryTake(ref types, out var headerLength) || headerLength > (ulong)payload.Length || (int)headerLength < payload.Length - types.Length)
            throw file.Damage("a record's header is longer than the record");
        types = payload[(payload.Length - types.Length)..(int)headerLength];
        var at = (int)headerLength;
        while (!types.IsEmpty && Count < PageLimits.Columns)
        {
            if (!VariableInteger.TryTake(ref types, out var type))
                throw file.Damage("a record's header ends inside a column");
            var length = LengthOf(type);
            if (length > (ulong)(payload.Length - at))
                throw file.Damage("a column is longer than its record");
            _columns[Count++] = new Column((uint)at, (uint)ulong.Min(type, uint.MaxValue));
            at += (int)length;
        }
    }

    /// <summary>Columns that are stored; rows from before a column was added have fewer than their table.</summary>
    public int Count { get; }

    /// <summary>Whether a stored column is NULL.</summary>
    public bool IsNull(int column) => _columns[column].Type == 0;

    /// <summary>A stored column as a number; 0 for NULL.</summary>
    /// <exception cref="MalformedDataException">It is a text, a BLOB or a fraction.</exception>
    public long Integer(int column)
    {
        var bytes = _payload[(int)_columns[column].At..];
        return _columns[column].Type switch
        {
            0 or 8 => 0,
            1 => (sbyte)bytes[0],
            2 => BinaryPrimitives.ReadInt16BigEndian(bytes),
            3 => ((long)(sbyte)bytes[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
            4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            5 => ((long)BinaryPrimitives.ReadInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]),
            6 => BinaryPrimitives.ReadInt64BigEndian(bytes),
            9 => 1,
            _ => throw _file.Damage("a column that should be a whole number is something else"),
        };
    }

    /// <summary>The bytes of a stored text or BLOB; empty for NULL.</summary>
    /// <exception cref="MalformedDataException">It is a number.</exception>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        var (at, type) = _columns[column];
        if (type == 0)
            return default;
        return type >= FirstBytesType
            ? _payload.Slice((int)at, (int)((type - FirstBytesType) / 2))
            : throw _file.Damage("a column that should be a text or a BLOB is a number");
    }

    // "Serial Type Codes Of The Record Format".
    private static ulong LengthOf(ulong type) => type switch
    {
        <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        8 or 9 => 0,
        10 or 11 => ulong.MaxValue,
        _ => (type - FirstBytesType) / 2,
    };

    private readonly record struct Column(uint At, uint Type);

    [InlineArray(PageLimits.Columns)]
    private struct Columns
    {
        private Column _first;
    }
}
