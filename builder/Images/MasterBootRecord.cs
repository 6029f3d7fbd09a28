using System.Buffers.Binary;

namespace CernVM.Builder.Images;

/// <summary>The first sector of a BIOS disk: code, disk number, four partitions, 0x55AA.</summary>
public static class MasterBootRecord
{
    private const int CodeLength = 440;
    private const int DiskNumberOffset = 440;
    private const int FirstPartition = 446;
    private const byte Active = 0x80;
    private const byte Fat16ByBlocks = 0x0E;
    private const int LastCylinder = 1023;

    /// <summary>Writes a record with one active FAT16 partition.</summary>
    /// <param name="sector">512 bytes, zeros.</param>
    /// <param name="code">Boot code, at most 440 bytes.</param>
    /// <param name="diskNumber">Identity of the disk.</param>
    /// <param name="start">First sector of the partition.</param>
    /// <param name="count">Sectors of the partition.</param>
    public static void Write(Span<byte> sector, ReadOnlySpan<byte> code, uint diskNumber, uint start, uint count)
    {
        code[..Math.Min(code.Length, CodeLength)].CopyTo(sector);
        BinaryPrimitives.WriteUInt32LittleEndian(sector[DiskNumberOffset..], diskNumber);
        var entry = sector[FirstPartition..];
        entry[0] = Active;
        WriteCylinderAddress(entry[1..], start);
        entry[4] = Fat16ByBlocks;
        WriteCylinderAddress(entry[5..], start + count - 1);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], start);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], count);
        sector[510] = 0x55;
        sector[511] = 0xAA;
    }

    private static void WriteCylinderAddress(Span<byte> target, uint block)
    {
        var cylinder = Math.Min(block / (DiskGeometry.SectorsPerTrack * DiskGeometry.Heads), LastCylinder);
        var head = block / DiskGeometry.SectorsPerTrack % DiskGeometry.Heads;
        var sector = (block % DiskGeometry.SectorsPerTrack) + 1;
        target[0] = (byte)head;
        target[1] = (byte)(sector | ((cylinder >> 2) & 0xC0));
        target[2] = (byte)cylinder;
    }
}
