using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Attributes and entries as the kernel's structures.</summary>
internal static class AttributeEncoder
{
    public static fuse_attr Attributes(in NodeAttributes attributes, ulong defaultInode) => new()
    {
        ino = attributes.Inode == 0 ? defaultInode : attributes.Inode,
        size = attributes.Size,
        blocks = attributes.Blocks,
        atime = (ulong)attributes.AccessTime.Seconds,
        mtime = (ulong)attributes.ModificationTime.Seconds,
        ctime = (ulong)attributes.ChangeTime.Seconds,
        atimensec = (uint)attributes.AccessTime.Nanoseconds,
        mtimensec = (uint)attributes.ModificationTime.Nanoseconds,
        ctimensec = (uint)attributes.ChangeTime.Nanoseconds,
        mode = attributes.Mode,
        nlink = attributes.LinkCount,
        uid = attributes.Uid,
        gid = attributes.Gid,
        rdev = attributes.Device.ToEncoded(),
        blksize = attributes.BlockSize,
    };

    public static fuse_entry_out Entry(in NodeEntry entry) => new()
    {
        nodeid = entry.Node.Value,
        generation = entry.Generation,
        entry_valid = entry.EntryLifetime.Seconds,
        entry_valid_nsec = entry.EntryLifetime.Nanoseconds,
        attr_valid = entry.AttributeLifetime.Seconds,
        attr_valid_nsec = entry.AttributeLifetime.Nanoseconds,
        attr = Attributes(entry.Attributes, entry.Node.Value),
    };

    public static fuse_attr_out Reply(in NodeAttributes attributes, Lifetime lifetime, ulong node) => new()
    {
        attr_valid = lifetime.Seconds,
        attr_valid_nsec = lifetime.Nanoseconds,
        attr = Attributes(attributes, node),
    };

    public static fuse_statx_out ExtendedReply(in NodeAttributes attributes, Lifetime lifetime, ulong node) => new()
    {
        attr_valid = lifetime.Seconds,
        attr_valid_nsec = lifetime.Nanoseconds,
        mask = fuse_statx_out.STATX_BASIC_STATS,
        blksize = attributes.BlockSize,
        nlink = attributes.LinkCount,
        uid = attributes.Uid,
        gid = attributes.Gid,
        mode = (ushort)attributes.Mode,
        ino = attributes.Inode == 0 ? node : attributes.Inode,
        size = attributes.Size,
        blocks = attributes.Blocks,
        atime = Time(attributes.AccessTime),
        ctime = Time(attributes.ChangeTime),
        mtime = Time(attributes.ModificationTime),
        rdev_major = attributes.Device.Major,
        rdev_minor = attributes.Device.Minor,
    };

    private static fuse_sx_time Time(FileTime time) => new() { tv_sec = time.Seconds, tv_nsec = (uint)time.Nanoseconds };
}
