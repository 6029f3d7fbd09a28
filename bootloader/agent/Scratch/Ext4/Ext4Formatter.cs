namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>
/// Makes an empty ext4 file system with a journal and metadata checksums. The inode tables are left to the kernel, which
/// clears them in the background, so that the time does not grow with the disk.
/// </summary>
internal static class Ext4Formatter
{
    /// <summary>Formats a device or image; false when it is too small. The caller has made sure that nothing on it is wanted.</summary>
    public static bool Format(Stream device, long size, Ext4Identity identity)
    {
        if (Ext4Geometry.For(size) is not { } geometry)
            return false;
        var journal = new Ext4Inode(
            Ext4Constants.JournalInode, Ext4Constants.ModeRegular | 0x180, 1, geometry.JournalBlock, geometry.JournalBlocks);
        byte[] descriptors = Ext4GroupDescriptors.Encode(geometry, identity);

        WriteBitmaps(device, geometry);
        WriteDirectories(device, geometry, identity);
        WriteJournal(device, geometry);
        WriteFirstInodes(device, geometry, identity, journal);
        // Backups first: until the primary superblock is there, nobody takes the device for a file system.
        for (int group = geometry.Groups - 1; group >= 0; group--)
            if (Ext4Geometry.HasSuperblock(group))
            {
                WriteAt(device, (Ext4Geometry.GroupStart(group) + 1) * Ext4Constants.BlockSize, descriptors);
                long at = group == 0 ? 1024 : Ext4Geometry.GroupStart(group) * Ext4Constants.BlockSize;
                WriteAt(device, at, Ext4Superblock.Encode(geometry, identity, journal, group));
            }

        device.Flush();
        return true;
    }

    private static void WriteBitmaps(Stream device, Ext4Geometry geometry)
    {
        for (int group = 0; group < geometry.Groups; group++)
            if (Ext4Bitmaps.HasBlockBitmap(group, geometry))
                WriteBlock(device, geometry.BlockBitmap(group), Ext4Bitmaps.Blocks(group, geometry));
        WriteBlock(device, geometry.InodeBitmap(0), Ext4Bitmaps.FirstInodes(geometry));
    }

    private static void WriteDirectories(Stream device, Ext4Geometry geometry, Ext4Identity identity)
    {
        const uint root = Ext4Constants.RootInode, lost = Ext4Constants.LostFoundInode;
        WriteBlock(device, geometry.RootDirectoryBlock,
            Ext4Directory.Block(root, identity, (".", root), ("..", root), ("lost+found", lost)));
        WriteBlock(device, geometry.LostFoundBlock, Ext4Directory.Block(lost, identity, (".", lost), ("..", root)));
    }

    private static void WriteJournal(Stream device, Ext4Geometry geometry)
    {
        WriteBlock(device, geometry.JournalBlock, JournalSuperblock.Encode(geometry.JournalBlocks));
        // Reading first keeps a sparse image sparse; old bytes could otherwise look like a transaction after a crash.
        const int step = 1 << 20;
        var buffer = new byte[step];
        var zeros = new byte[step];
        long end = (geometry.JournalBlock + geometry.JournalBlocks) * Ext4Constants.BlockSize;
        for (long at = (geometry.JournalBlock + 1) * Ext4Constants.BlockSize; at < end; at += step)
        {
            int length = (int)Math.Min(step, end - at);
            device.Position = at;
            int got = device.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false);
            if (buffer.AsSpan(0, got).ContainsAnyExcept((byte)0))
                WriteAt(device, at, zeros.AsSpan(0, length));
        }
    }

    private static void WriteFirstInodes(Stream device, Ext4Geometry geometry, Ext4Identity identity, Ext4Inode journal)
    {
        var block = new byte[Ext4Constants.BlockSize];
        for (uint number = 1; number <= Ext4Constants.FirstInode; number++)
        {
            Ext4Inode inode = number switch
            {
                Ext4Constants.RootInode => new(number, Ext4Constants.ModeDirectory | 0x1ed, 3, geometry.RootDirectoryBlock, 1),
                Ext4Constants.JournalInode => journal,
                Ext4Constants.LostFoundInode => new(number, Ext4Constants.ModeDirectory | 0x1c0, 2, geometry.LostFoundBlock, 1),
                _ => new(number, 0, 0, 0, 0),
            };
            inode.WriteTo(block.AsSpan((int)(number - 1) * Ext4Constants.InodeSize, Ext4Constants.InodeSize), identity);
        }

        WriteBlock(device, geometry.TableBlock(0), block);
    }

    private static void WriteBlock(Stream device, long block, byte[] content) => WriteAt(device, block * Ext4Constants.BlockSize, content);

    private static void WriteAt(Stream device, long at, ReadOnlySpan<byte> content)
    {
        device.Position = at;
        device.Write(content);
    }
}
