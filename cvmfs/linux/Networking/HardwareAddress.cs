namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>A 48-bit Ethernet address.</summary>
public readonly record struct HardwareAddress(ulong Value)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 6;

    /// <summary>All stations.</summary>
    public static HardwareAddress Broadcast => new(0xFFFF_FFFF_FFFF);

    /// <summary>Reads six bytes; any other number gives the zero address.</summary>
    public static HardwareAddress From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            return default;
        ulong value = 0;
        foreach (var part in bytes)
            value = (value << 8) | part;
        return new HardwareAddress(value);
    }

    /// <summary>Writes six bytes.</summary>
    public void CopyTo(Span<byte> target)
    {
        for (var index = 0; index < Length; index++)
            target[index] = (byte)(Value >> (8 * (Length - 1 - index)));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes[..1]) + string.Concat(bytes[1..].ToArray().Select(part => ":" + part.ToString("x2")));
    }
}
