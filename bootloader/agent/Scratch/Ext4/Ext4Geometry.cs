namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>Where everything lies: block groups without flexible groups, each with its own bitmaps and inode table.</summary>
internal sealed class Ext4Geometry
{
    /// <summary>A last group smaller than its own tables and this many blocks is left unused, as mke2fs does.</summary>
    private const int SmallestUsefulGroup = 50;

    /// <summary>Below this there is no room for the tables and the journal of group 0.</summary>
    private const long SmallestSize = 64L << 20;

    private Ext4Geometry(long blocks)
    {
        Blocks = blocks;
        Groups = (int)((blocks + Ext4Constants.BlocksPerGroup - 1) / Ext4Constants.BlocksPerGroup);
        DescriptorBlocks = (int)(((long)Groups * Ext4Constants.DescriptorSize + Ext4Constants.BlockSize - 1) / Ext4Constants.BlockSize);
        long inodes = blocks * Ext4Constants.BlockSize / Ext4Constants.BytesPerInode;
        long perGroup = (inodes + Groups - 1) / Groups;
        InodesPerGroup = (int)((perGroup + Ext4Constants.InodesPerBlock - 1) / Ext4Constants.InodesPerBlock * Ext4Constants.InodesPerBlock);
        JournalBlocks = blocks switch { < 1 << 18 => 2048, < 1 << 20 => 4096, _ => 8192 }; // 8, 16, 32 MiB
    }

    /// <summary>Blocks of the file system, 4096 bytes each.</summary>
    public long Blocks { get; }

    /// <summary>Block groups.</summary>
    public int Groups { get; }

    /// <summary>Blocks of one copy of the group descriptors.</summary>
    public int DescriptorBlocks { get; }

    /// <summary>Inodes of a group, a multiple of what fits a block.</summary>
    public int InodesPerGroup { get; }

    /// <summary>Blocks of the journal, in one piece in group 0.</summary>
    public int JournalBlocks { get; }

    /// <summary>Blocks of a group's inode table.</summary>
    public int TableBlocks => InodesPerGroup / Ext4Constants.InodesPerBlock;

    /// <summary>The root directory's only block.</summary>
    public long RootDirectoryBlock => TableBlock(0) + TableBlocks;

    /// <summary>The only block of lost+found.</summary>
    public long LostFoundBlock => RootDirectoryBlock + 1;

    /// <summary>The journal's first block.</summary>
    public long JournalBlock => LostFoundBlock + 1;

    /// <summary>Blocks in use in group 0, all in one piece from its beginning.</summary>
    public int UsedInFirstGroup => (int)(JournalBlock + JournalBlocks);

    /// <summary>The geometry for a device; null when it is too small. What lies beyond 16 TiB is not used.</summary>
    public static Ext4Geometry? For(long size)
    {
        if (size < SmallestSize)
            return null;
        var geometry = new Ext4Geometry(Math.Min(size / Ext4Constants.BlockSize, uint.MaxValue));
        int last = geometry.Groups - 1;
        return last > 0 && geometry.BlocksIn(last) < geometry.Overhead(last) + SmallestUsefulGroup
            ? new Ext4Geometry(GroupStart(last))
            : geometry;
    }

    /// <summary>The first block of a group.</summary>
    public static long GroupStart(int group) => (long)group * Ext4Constants.BlocksPerGroup;

    /// <summary>Blocks in a group; only the last can be short.</summary>
    public int BlocksIn(int group) => (int)Math.Min(Ext4Constants.BlocksPerGroup, Blocks - GroupStart(group));

    /// <summary>Whether the group has a copy of the superblock (feature sparse_super): 0, 1 and the powers of 3, 5 and 7.</summary>
    public static bool HasSuperblock(int group) =>
        group <= 1 || IsPower(group, 3) || IsPower(group, 5) || IsPower(group, 7);

    /// <summary>Blocks of a group taken by its own tables.</summary>
    public int Overhead(int group) => (HasSuperblock(group) ? 1 + DescriptorBlocks : 0) + 2 + TableBlocks;

    /// <summary>Where the group's block bitmap lies; the inode bitmap follows it.</summary>
    public long BlockBitmap(int group) => GroupStart(group) + (HasSuperblock(group) ? 1 + DescriptorBlocks : 0);

    /// <summary>Where the group's inode bitmap lies.</summary>
    public long InodeBitmap(int group) => BlockBitmap(group) + 1;

    /// <summary>Where the group's inode table begins.</summary>
    public long TableBlock(int group) => BlockBitmap(group) + 2;

    /// <summary>Free blocks of a fresh group.</summary>
    public int FreeBlocks(int group) => BlocksIn(group) - (group == 0 ? UsedInFirstGroup : Overhead(group));

    private static bool IsPower(int number, int root)
    {
        while (number % root == 0)
            number /= root;
        return number == 1;
    }
}
