using System.Buffers.Binary;

namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>The table of struct ext4_group_desc, 32 bytes each.</summary>
internal static class Ext4GroupDescriptors
{
    /// <summary>Encodes all descriptors, padded to whole blocks.</summary>
    public static byte[] Encode(Ext4Geometry geometry, Ext4Identity identity)
    {
        var table = new byte[geometry.DescriptorBlocks * Ext4Constants.BlockSize];
        for (int group = 0; group < geometry.Groups; group++)
            Write(table.AsSpan(group * Ext4Constants.DescriptorSize, Ext4Constants.DescriptorSize), group, geometry, identity);
        return table;
    }

    private static void Write(Span<byte> slot, int group, Ext4Geometry geometry, Ext4Identity identity)
    {
        uint seed = identity.ChecksumSeed;
        int usedInodes = group == 0 ? (int)Ext4Constants.FirstInode : 0;
        BinaryPrimitives.WriteUInt32LittleEndian(slot, (uint)geometry.BlockBitmap(group));
        BinaryPrimitives.WriteUInt32LittleEndian(slot[4..], (uint)geometry.InodeBitmap(group));
        BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], (uint)geometry.TableBlock(group));
        BinaryPrimitives.WriteUInt16LittleEndian(slot[12..], (ushort)geometry.FreeBlocks(group));
        BinaryPrimitives.WriteUInt16LittleEndian(slot[14..], (ushort)(geometry.InodesPerGroup - usedInodes));
        BinaryPrimitives.WriteUInt16LittleEndian(slot[16..], (ushort)(group == 0 ? 2 : 0)); // directories
        BinaryPrimitives.WriteUInt16LittleEndian(slot[18..], Flags(group, geometry));
        if (Ext4Bitmaps.HasBlockBitmap(group, geometry))
            BinaryPrimitives.WriteUInt16LittleEndian(
                slot[24..], (ushort)Crc32c.Append(seed, Ext4Bitmaps.Blocks(group, geometry)));
        if (group == 0)
            BinaryPrimitives.WriteUInt16LittleEndian(
                slot[26..], (ushort)Crc32c.Append(seed, Ext4Bitmaps.FirstInodes(geometry).AsSpan(0, geometry.InodesPerGroup / 8)));
        BinaryPrimitives.WriteUInt16LittleEndian(slot[28..], (ushort)(geometry.InodesPerGroup - usedInodes));
        BinaryPrimitives.WriteUInt16LittleEndian(slot[30..], (ushort)Crc32c.Append(Crc32c.Append(seed, (uint)group), slot));
    }

    private static ushort Flags(int group, Ext4Geometry geometry)
    {
        int flags = group == 0 ? 0 : Ext4Constants.GroupInodeUninitialised;
        return (ushort)(Ext4Bitmaps.HasBlockBitmap(group, geometry) ? flags : flags | Ext4Constants.GroupBlockUninitialised);
    }
}
