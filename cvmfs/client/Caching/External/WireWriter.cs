using System.Text;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>Writes the few field kinds of Protocol Buffers (version 2 encoding) that the cache protocol uses.</summary>
internal sealed class WireWriter
{
    private byte[] _bytes = new byte[128];
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>A number or enumeration.</summary>
    public WireWriter Number(int field, ulong value)
    {
        Varint(((ulong)field << 3) | WireReader.VarintKind);
        Varint(value);
        return this;
    }

    /// <summary>A number of type <c>sint32</c>, in zigzag form.</summary>
    public WireWriter Signed(int field, int value) => Number(field, (uint)((value << 1) ^ (value >> 31)));

    /// <summary>A number of type <c>int64</c>.</summary>
    public WireWriter Number(int field, long value) => Number(field, unchecked((ulong)value));

    /// <summary>Bytes.</summary>
    public WireWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | WireReader.LengthKind);
        Varint((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
        return this;
    }

    /// <summary>Text.</summary>
    public WireWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message inside this one.</summary>
    public WireWriter Message(int field, WireWriter message) => Bytes(field, message.Written);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Reserve(1)[0] = (byte)(value | 0x80);
        Reserve(1)[0] = (byte)value;
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length + count, 2 * _bytes.Length));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
