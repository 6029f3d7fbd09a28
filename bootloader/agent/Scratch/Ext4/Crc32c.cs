using System.Buffers.Binary;
using System.Numerics;

namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>CRC-32C as ext4 uses it: chained, started with all ones, never inverted.</summary>
internal static class Crc32c
{
    /// <summary>Where a chain begins.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>Goes on over the bytes.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return crc;
    }

    /// <summary>Goes on over a number in little-endian order.</summary>
    public static uint Append(uint crc, uint value) => BitOperations.Crc32C(crc, value);
}
