using System.Buffers.Binary;

namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>Two whole numbers, by which index entries begin.</summary>
internal readonly record struct IndexKey(long First, long Second)
{
    private const ulong FractionType = 7;
    private const ulong FirstBytesType = 12;

    /// <summary>Order of an index entry relative to this key: NULL, then numbers, then texts, as SQLite sorts.</summary>
    /// <exception cref="MalformedDataException">The entry has no two columns.</exception>
    public int CompareFrom(PagedFile file, ReadOnlySpan<byte> entry)
    {
        var types = entry;
        if (!VariableInteger.TryTake(ref types, out var header) || header > (ulong)entry.Length
            || !VariableInteger.TryTake(ref types, out var first) || !VariableInteger.TryTake(ref types, out var second))
            throw file.Damage("an index entry has no key");
        var values = entry[(int)header..];
        var order = Compare(file, ref values, first, First);
        return order != 0 ? order : Compare(file, ref values, second, Second);
    }

    private static int Compare(PagedFile file, ref ReadOnlySpan<byte> values, ulong type, long wanted)
    {
        if (type == 0)
            return -1;
        if (type >= FirstBytesType)
            return 1;
        var length = type switch { <= 4 => (int)type, 5 => 6, 6 or FractionType => 8, _ => 0 };
        if (type > 9 || length > values.Length)
            throw file.Damage("an index entry is cut off");
        var order = type == FractionType
            ? BinaryPrimitives.ReadDoubleBigEndian(values).CompareTo(wanted)
            : Integer(values[..length], (int)type).CompareTo(wanted);
        values = values[length..];
        return order;
    }

    private static long Integer(ReadOnlySpan<byte> bytes, int type)
    {
        if (type == sizeof(long) - 2)
            return BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (bytes.IsEmpty)
            return type - 8;
        long value = (sbyte)bytes[0];
        foreach (var next in bytes[1..])
            value = (value << 8) | next;
        return value;
    }
}
