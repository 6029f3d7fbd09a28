using System.Buffers.Binary;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>Reads fields of Protocol Buffers one after the other; what is malformed ends the message with <see cref="IsMalformed"/> set.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    /// <summary>Wire type of numbers of variable length.</summary>
    public const int VarintKind = 0;

    /// <summary>Wire type of bytes, text and messages.</summary>
    public const int LengthKind = 2;

    private const int Fixed64Kind = 1;
    private const int Fixed32Kind = 5;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, when it is a number; 0 otherwise.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value, when it is bytes; empty otherwise.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Whether the bytes are no message.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next field; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || IsMalformed)
            return false;
        Number = 0;
        Bytes = default;
        if (!TryVarint(out var key) || key >> 3 is 0 or > int.MaxValue)
            return Malformed();
        Field = (int)(key >> 3);
        switch ((int)(key & 7))
        {
            case VarintKind:
                if (!TryVarint(out var number))
                    return Malformed();
                Number = number;
                return true;
            case LengthKind:
                if (!TryVarint(out var length) || length > (ulong)_rest.Length)
                    return Malformed();
                Bytes = _rest[..(int)length];
                _rest = _rest[(int)length..];
                return true;
            case Fixed32Kind when _rest.Length >= sizeof(uint):
                Number = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
                _rest = _rest[sizeof(uint)..];
                return true;
            case Fixed64Kind when _rest.Length >= sizeof(ulong):
                Number = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
                _rest = _rest[sizeof(ulong)..];
                return true;
            default:
                return Malformed();
        }
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var index = 0; index < Math.Min(10, _rest.Length); index++)
        {
            value |= (ulong)(_rest[index] & 0x7f) << (7 * index);
            if (_rest[index] >= 0x80)
                continue;
            _rest = _rest[(index + 1)..];
            return true;
        }

        return false;
    }

    private bool Malformed()
    {
        IsMalformed = true;
        return false;
    }
}
