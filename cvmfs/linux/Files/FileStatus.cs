using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>What statx(2) says about a file.</summary>
public readonly record struct FileStatus
{
    private const uint PermissionMask = 0xFFF;

    internal FileStatus(in statx raw)
    {
        Mode = raw.stx_mode;
        LinkCount = raw.stx_nlink;
        Uid = raw.stx_uid;
        Gid = raw.stx_gid;
        Inode = raw.stx_ino;
        Size = (long)raw.stx_size;
        Blocks = (long)raw.stx_blocks;
        BlockSize = raw.stx_blksize;
        AccessTime = Time(raw.stx_atime);
        ModificationTime = Time(raw.stx_mtime);
        ChangeTime = Time(raw.stx_ctime);
        Device = new DeviceNumber(raw.stx_dev_major, raw.stx_dev_minor);
        SpecialDevice = new DeviceNumber(raw.stx_rdev_major, raw.stx_rdev_minor);
        IsMountRoot = (raw.stx_attributes & raw.stx_attributes_mask & Stat.STATX_ATTR_MOUNT_ROOT) != 0;
    }

    /// <summary>Type and permission bits together.</summary>
    public uint Mode { get; init; }

    /// <summary>The type.</summary>
    public FileKind Kind => (FileKind)(Mode & Stat.S_IFMT);

    /// <summary>The twelve permission bits, set-id and sticky bits included.</summary>
    public uint Permissions => Mode & PermissionMask;

    /// <summary>Number of names.</summary>
    public uint LinkCount { get; init; }

    /// <summary>Owner.</summary>
    public uint Uid { get; init; }

    /// <summary>Group.</summary>
    public uint Gid { get; init; }

    /// <summary>Inode number, unique within <see cref="Device"/>.</summary>
    public ulong Inode { get; init; }

    /// <summary>Length in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Space taken, in units of 512 bytes.</summary>
    public long Blocks { get; init; }

    /// <summary>Preferred size of a read, in bytes.</summary>
    public uint BlockSize { get; init; }

    /// <summary>Last read.</summary>
    public FileTime AccessTime { get; init; }

    /// <summary>Last change of the content.</summary>
    public FileTime ModificationTime { get; init; }

    /// <summary>Last change of content or attributes.</summary>
    public FileTime ChangeTime { get; init; }

    /// <summary>The file system that holds it.</summary>
    public DeviceNumber Device { get; init; }

    /// <summary>For a device node: the device that it stands for.</summary>
    public DeviceNumber SpecialDevice { get; init; }

    /// <summary>True at the root of a mount.</summary>
    public bool IsMountRoot { get; init; }

    private static FileTime Time(in statx_timestamp stamp) => new(stamp.tv_sec, (int)stamp.tv_nsec);
}
