using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Compression.Reproduction;

/// <summary>Bits, the first one lowest, on their way into a hash.</summary>
internal sealed class DeflateOutput(ContentHasher hasher)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private ulong _bits;
    private int _count;

    /// <summary>Adds up to 16 bits.</summary>
    public void Bits(int value, int count)
    {
        _bits |= (ulong)(uint)value << _count;
        _count += count;
        while (_count >= 8)
        {
            Byte((byte)_bits);
            _bits >>= 8;
            _count -= 8;
        }
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Align()
    {
        if (_count > 0)
            Byte((byte)_bits);
        (_bits, _count) = (0, 0);
    }

    /// <summary>Adds bytes, at a byte's boundary.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            Byte(value);
    }

    /// <summary>Hands everything to the hash.</summary>
    public void Flush()
    {
        hasher.Append(_buffer.AsSpan(0, _length));
        _length = 0;
    }

    private void Byte(byte value)
    {
        if (_length == _buffer.Length)
            Flush();
        _buffer[_length++] = value;
    }
}
