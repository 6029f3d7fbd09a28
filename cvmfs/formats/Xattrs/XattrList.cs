using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CernVM.Cvmfs.Formats.Xattrs;

/// <summary>Extended attributes of one file, sorted by the bytes of their names (formats §7.6). Names carry their namespace.</summary>
public sealed class XattrList
{
    /// <summary>Most attributes: their number is one byte.</summary>
    public const int MaxCount = 255;

    /// <summary>Longest name and longest value in bytes: each length is one byte.</summary>
    public const int MaxLength = 255;

    private const byte Version = 1;

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _values;

    private XattrList(SortedDictionary<string, ReadOnlyMemory<byte>> values) => _values = values;

    /// <summary>No attributes.</summary>
    public static XattrList Empty { get; } = new(NewValues());

    /// <summary>Number of attributes.</summary>
    public int Count => _values.Count;

    /// <summary>Names and values in the order of the names' bytes.</summary>
    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Pairs =>
        _values.Select(pair => KeyValuePair.Create(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(pair.Key)), pair.Value));

    /// <summary>Reads the <c>xattr</c> column; an empty column is an empty list.</summary>
    public static Parsed<XattrList> Parse(ReadOnlySpan<byte> blob)
    {
        const int HeaderSize = 2;
        if (blob.IsEmpty)
            return Empty;
        if (blob[0] != Version)
            return XattrErrors.Version(blob[0]);
        if (blob.Length < HeaderSize)
            return XattrErrors.Truncated(blob.Length);

        var values = NewValues();
        var offset = HeaderSize;
        for (var left = blob[1]; left > 0; left--)
        {
            if (blob.Length - offset < HeaderSize || blob.Length - offset - HeaderSize < blob[offset] + blob[offset + 1])
                return XattrErrors.Truncated(offset);
            var key = blob.Slice(offset + HeaderSize, blob[offset]);
            var value = blob.Slice(offset + HeaderSize + key.Length, blob[offset + 1]);
            if (key.IsEmpty || key.Contains((byte)0) || !values.TryAdd(Encoding.Latin1.GetString(key), value.ToArray()))
                return XattrErrors.Key(offset);
            offset += HeaderSize + key.Length + value.Length;
        }

        return offset == blob.Length ? new XattrList(values) : XattrErrors.Trailing(offset);
    }

    /// <summary>
    /// Makes a list. Attributes whose value is too long to be stored (over 255 bytes), or that come after the 255th, are left
    /// out, as upstream does; <paramref name="dropped"/> names them.
    /// </summary>
    public static XattrList Create(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> attributes, out IReadOnlyList<string> dropped)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var values = NewValues();
        var left = new List<string>();
        foreach (var (name, value) in attributes)
        {
            var key = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name));
            if (key.Length is > 0 and <= MaxLength && value.Length <= MaxLength && values.Count < MaxCount)
                values[key] = value;
            else
                left.Add(name);
        }

        dropped = left;
        return values.Count == 0 ? Empty : new XattrList(values);
    }

    /// <summary>The value of an attribute.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ReadOnlyMemory<byte>? value)
    {
        var found = _values.TryGetValue(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name)), out var bytes);
        value = found ? bytes : null;
        return found;
    }

    /// <summary>The column's bytes; empty when there are no attributes.</summary>
    public byte[] ToBlob()
    {
        if (_values.Count == 0)
            return [];
        using var blob = new MemoryStream();
        blob.WriteByte(Version);
        blob.WriteByte((byte)_values.Count);
        foreach (var (key, value) in _values)
        {
            blob.WriteByte((byte)key.Length);
            blob.WriteByte((byte)value.Length);
            blob.Write(Encoding.Latin1.GetBytes(key));
            blob.Write(value.Span);
        }

        return blob.ToArray();
    }

    // Keys are kept as Latin-1, one character a byte: ordinal order is then byte order, and invalid UTF-8 survives.
    private static SortedDictionary<string, ReadOnlyMemory<byte>> NewValues() => new(StringComparer.Ordinal);
}
