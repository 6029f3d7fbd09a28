using System.Buffers.Binary;

namespace CernVM.Bootloader.Agent.Devices.Probing;

/// <summary>
/// The label of a FAT file system: the volume entry of the root directory where it can be found, since tools rename only that
/// one, else the field of the boot sector.
/// </summary>
internal static class FatLabel
{
    private const int BootSectorSize = 512;
    private const int EntrySize = 32;
    private const byte AttributeVolume = 0x08;
    private const byte AttributeLongName = 0x0f;
    private const byte Deleted = 0xe5;
    private const string None = "NO NAME";

    /// <summary>Reads the label from the first bytes of the device.</summary>
    public static string Read(byte[] head)
    {
        if (head.Length < BootSectorSize)
            return "";
        if (FromRoot(head) is { } label)
            return label;
        bool isFat32 = head.AsSpan(82).StartsWith("FAT32"u8);
        string field = SuperblockProbe.Text(head, isFat32 ? 71 : 43, 11);
        return field == None ? "" : field;
    }

    private static string? FromRoot(byte[] head)
    {
        ReadOnlySpan<byte> boot = head;
        int sector = BinaryPrimitives.ReadUInt16LittleEndian(boot[11..]);
        int cluster = boot[13] * sector;
        long fats = BinaryPrimitives.ReadUInt16LittleEndian(boot[14..]) * (long)sector;
        long fatSectors = BinaryPrimitives.ReadUInt16LittleEndian(boot[22..]);
        long root, length;
        if (fatSectors != 0)
        {
            root = fats + (boot[16] * fatSectors * sector);
            length = BinaryPrimitives.ReadUInt16LittleEndian(boot[17..]) * EntrySize;
        }
        else
        {
            fatSectors = BinaryPrimitives.ReadUInt32LittleEndian(boot[36..]);
            root = fats + (boot[16] * fatSectors * sector) + ((BinaryPrimitives.ReadUInt32LittleEndian(boot[44..]) - 2L) * cluster);
            length = cluster;
        }

        for (long at = root; at >= 0 && at < root + length && at + EntrySize <= head.Length; at += EntrySize)
        {
            byte attributes = head[at + 11];
            if (head[at] == 0)
                break;
            if (head[at] != Deleted && attributes != AttributeLongName && (attributes & AttributeVolume) != 0)
                return SuperblockProbe.Text(head, (int)at, 11);
        }

        return null;
    }
}
