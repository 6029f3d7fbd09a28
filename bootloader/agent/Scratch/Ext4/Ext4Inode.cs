using System.Buffers.Binary;

namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>An inode whose content is one extent (fs/ext4/ext4.h, struct ext4_inode; ext4_extents.h).</summary>
internal sealed record Ext4Inode(uint Number, ushort Mode, ushort Links, long FirstBlock, int BlockCount)
{
    private const ushort ExtentMagic = 0xf30a;

    /// <summary>Length in bytes.</summary>
    public long Size => (long)BlockCount * Ext4Constants.BlockSize;

    /// <summary>The 60 bytes of i_block.</summary>
    public byte[] BlockField()
    {
        var field = new byte[60];
        if (BlockCount == 0)
            return field;
        BinaryPrimitives.WriteUInt16LittleEndian(field, ExtentMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(field.AsSpan(2), 1); // entries
        BinaryPrimitives.WriteUInt16LittleEndian(field.AsSpan(4), 4); // room for
        BinaryPrimitives.WriteUInt16LittleEndian(field.AsSpan(16), (ushort)BlockCount);
        BinaryPrimitives.WriteUInt32LittleEndian(field.AsSpan(20), (uint)FirstBlock);
        return field;
    }

    /// <summary>Writes the inode into its 256 bytes of the table.</summary>
    public void WriteTo(Span<byte> slot, Ext4Identity identity)
    {
        uint time = (uint)identity.Made;
        slot.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(slot, Mode);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[0x4..], (uint)Size);
        if (Mode != 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(slot[0x8..], time);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[0xc..], time);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[0x10..], time);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[0x90..], time);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[0x20..], Ext4Constants.InodeFlagExtents);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(slot[0x1a..], Links);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[0x1c..], (uint)(Size / 512));
        BlockField().CopyTo(slot[0x28..]);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[0x6c..], (uint)(Size >> 32));
        BinaryPrimitives.WriteUInt16LittleEndian(slot[0x80..], Ext4Constants.ExtraInodeSize);

        uint checksum = Crc32c.Append(Seed(Number, identity), slot);
        BinaryPrimitives.WriteUInt16LittleEndian(slot[0x7c..], (ushort)checksum);
        BinaryPrimitives.WriteUInt16LittleEndian(slot[0x82..], (ushort)(checksum >> 16));
    }

    /// <summary>The beginning of the checksums of an inode and of its directory blocks; the generation is zero.</summary>
    public static uint Seed(uint number, Ext4Identity identity) =>
        Crc32c.Append(Crc32c.Append(identity.ChecksumSeed, number), 0u);
}
