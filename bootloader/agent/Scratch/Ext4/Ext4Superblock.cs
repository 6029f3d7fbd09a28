using System.Buffers.Binary;
using System.Text;

namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>The 1024 bytes of struct ext4_super_block.</summary>
internal static class Ext4Superblock
{
    private const int Size = 1024;

    /// <summary>Encodes the copy that lies in the given group.</summary>
    public static byte[] Encode(Ext4Geometry geometry, Ext4Identity identity, Ext4Inode journal, int group)
    {
        var bytes = new byte[Size];
        void U16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
        void U32(int at, long value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), (uint)value);

        long inodes = (long)geometry.InodesPerGroup * geometry.Groups;
        U32(0x00, inodes);
        U32(0x04, geometry.Blocks);
        U32(0x0c, Enumerable.Range(0, geometry.Groups).Sum(g => (long)geometry.FreeBlocks(g)));
        U32(0x10, inodes - Ext4Constants.FirstInode);
        U32(0x18, 2); // block size 1024 << 2
        U32(0x1c, 2);
        U32(0x20, Ext4Constants.BlocksPerGroup);
        U32(0x24, Ext4Constants.BlocksPerGroup);
        U32(0x28, geometry.InodesPerGroup);
        U32(0x30, identity.Made);
        U16(0x36, 0xffff); // no check by mount count
        U16(0x38, 0xef53);
        U16(0x3a, 1); // clean
        U16(0x3c, 2); // on errors: read-only
        U32(0x40, identity.Made);
        U32(0x4c, 1); // dynamic revision
        U32(0x54, Ext4Constants.FirstInode);
        U16(0x58, Ext4Constants.InodeSize);
        U16(0x5a, group);
        U32(0x5c, Ext4Constants.CompatHasJournal | Ext4Constants.CompatExtAttr | Ext4Constants.CompatDirIndex);
        U32(0x60, Ext4Constants.IncompatFiletype | Ext4Constants.IncompatExtents);
        U32(0x64, Ext4Constants.RoCompatSparseSuper | Ext4Constants.RoCompatLargeFile | Ext4Constants.RoCompatHugeFile
            | Ext4Constants.RoCompatDirNlink | Ext4Constants.RoCompatExtraIsize | Ext4Constants.RoCompatMetadataCsum);
        identity.IdBytes.CopyTo(bytes, 0x68);
        Encoding.UTF8.GetBytes(identity.Label, bytes.AsSpan(0x78, 16));
        U32(0xe0, Ext4Constants.JournalInode);
        identity.IdBytes.CopyTo(bytes, 0xec); // the hash seed: any bytes that differ between file systems
        bytes[0xfc] = 1; // half MD4
        bytes[0xfd] = 1; // the journal inode's blocks are saved below
        U32(0x100, 0xc); // user_xattr, acl
        U32(0x108, identity.Made);
        journal.BlockField().CopyTo(bytes, 0x10c);
        U32(0x148, journal.Size >> 32);
        U32(0x14c, journal.Size);
        U16(0x15c, Ext4Constants.ExtraInodeSize);
        U16(0x15e, Ext4Constants.ExtraInodeSize);
        U32(0x160, 1); // signed directory hash
        bytes[0x175] = 1; // checksums are CRC-32C
        U32(0x3fc, Crc32c.Append(Crc32c.Start, bytes.AsSpan(0, 0x3fc)));
        return bytes;
    }
}
