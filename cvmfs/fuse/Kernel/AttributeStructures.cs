using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Fuse.Kernel;

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_attr
{
    public ulong ino;
    public ulong size;
    public ulong blocks;
    public ulong atime;
    public ulong mtime;
    public ulong ctime;
    public uint atimensec;
    public uint mtimensec;
    public uint ctimensec;
    public uint mode;
    public uint nlink;
    public uint uid;
    public uint gid;
    public uint rdev;
    public uint blksize;
    public uint flags;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_entry_out
{
    public ulong nodeid;
    public ulong generation;
    public ulong entry_valid;
    public ulong attr_valid;
    public uint entry_valid_nsec;
    public uint attr_valid_nsec;
    public fuse_attr attr;

    public const int Size = 128;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_getattr_in
{
    public uint getattr_flags;
    public uint dummy;
    public ulong fh;

    public const int Size = 16;
    public const uint FUSE_GETATTR_FH = 1;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_attr_out
{
    public ulong attr_valid;
    public uint attr_valid_nsec;
    public uint dummy;
    public fuse_attr attr;

    public const int Size = 104;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_statx_in
{
    public uint getattr_flags;
    public uint reserved;
    public ulong fh;
    public uint sx_flags;
    public uint sx_mask;

    public const int Size = 24;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_sx_time
{
    public long tv_sec;
    public uint tv_nsec;
    public int __reserved;
}

/// <summary>fuse_statx_out with the fuse_statx in it, 288 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
internal struct fuse_statx_out
{
    public ulong attr_valid;
    public uint attr_valid_nsec;
    public uint flags;
    public ulong spare0;
    public ulong spare1;
    public uint mask;
    public uint blksize;
    public ulong attributes;
    public uint nlink;
    public uint uid;
    public uint gid;
    public ushort mode;
    public ushort __spare0;
    public ulong ino;
    public ulong size;
    public ulong blocks;
    public ulong attributes_mask;
    public fuse_sx_time atime;
    public fuse_sx_time btime;
    public fuse_sx_time ctime;
    public fuse_sx_time mtime;
    public uint rdev_major;
    public uint rdev_minor;
    public uint dev_major;
    public uint dev_minor;

    public const int Size = 288;
    public const uint STATX_BASIC_STATS = 0x7ff;
}
