namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>Numbers of the ext4 disk format (Documentation/filesystems/ext4) and the choices of this formatter.</summary>
internal static class Ext4Constants
{
    public const int BlockSize = 4096;
    public const int BlocksPerGroup = 8 * BlockSize;
    public const int DescriptorSize = 32;
    public const int InodeSize = 256;
    public const int InodesPerBlock = BlockSize / InodeSize;
    public const int ExtraInodeSize = 32;
    public const int BytesPerInode = 16384; // mke2fs.conf's default.

    public const uint RootInode = 2;
    public const uint JournalInode = 8;
    public const uint FirstInode = 11;
    public const uint LostFoundInode = FirstInode;

    public const uint CompatHasJournal = 0x4;
    public const uint CompatExtAttr = 0x8;
    public const uint CompatDirIndex = 0x20;
    public const uint IncompatFiletype = 0x2;
    public const uint IncompatExtents = 0x40;
    public const uint RoCompatSparseSuper = 0x1;
    public const uint RoCompatLargeFile = 0x2;
    public const uint RoCompatHugeFile = 0x8;
    public const uint RoCompatDirNlink = 0x20;
    public const uint RoCompatExtraIsize = 0x40;
    public const uint RoCompatMetadataCsum = 0x400;

    public const ushort GroupInodeUninitialised = 0x1;
    public const ushort GroupBlockUninitialised = 0x2;

    public const uint InodeFlagExtents = 0x80000;
    public const ushort ModeDirectory = 0x4000;
    public const ushort ModeRegular = 0x8000;
    public const byte DirectoryEntryKind = 2;
}
