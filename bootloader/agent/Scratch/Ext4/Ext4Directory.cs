using System.Buffers.Binary;
using System.Text;

namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>One directory block with its checksum tail (struct ext4_dir_entry_2, ext4_dir_entry_tail).</summary>
internal static class Ext4Directory
{
    private const int TailSize = 12;
    private const byte TailKind = 0xde;

    /// <summary>Encodes the directories that a directory holds, <c>.</c> and <c>..</c> among them.</summary>
    public static byte[] Block(uint inode, Ext4Identity identity, params (string Name, uint Inode)[] entries)
    {
        var block = new byte[Ext4Constants.BlockSize];
        int at = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            byte[] name = Encoding.ASCII.GetBytes(entries[i].Name);
            int length = i == entries.Length - 1 ? block.Length - TailSize - at : (8 + name.Length + 3) / 4 * 4;
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(at), entries[i].Inode);
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at + 4), (ushort)length);
            block[at + 6] = (byte)name.Length;
            block[at + 7] = Ext4Constants.DirectoryEntryKind;
            name.CopyTo(block, at + 8);
            at += length;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at + 4), TailSize);
        block[at + 7] = TailKind;
        uint checksum = Crc32c.Append(Ext4Inode.Seed(inode, identity), block.AsSpan(0, at));
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(at + 8), checksum);
        return block;
    }
}
