using System.Buffers.Binary;

namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>The first block of an empty journal (include/linux/jbd2.h, journal_superblock_t, big-endian).</summary>
internal static class JournalSuperblock
{
    /// <summary>Encodes it.</summary>
    public static byte[] Encode(int journalBlocks)
    {
        var block = new byte[Ext4Constants.BlockSize];
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(at), value);
        U32(0, 0xc03b3998);
        U32(4, 4); // superblock, version 2
        U32(12, Ext4Constants.BlockSize);
        U32(16, (uint)journalBlocks);
        U32(20, 1); // first block of the log
        U32(24, 1); // first transaction; no start (offset 28) means nothing to replay
        U32(64, 1); // users
        return block;
    }
}
