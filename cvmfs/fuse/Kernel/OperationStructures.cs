using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Fuse.Kernel;

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_forget_in
{
    public ulong nlookup;

    public const int Size = 8;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_forget_one
{
    public ulong nodeid;
    public ulong nlookup;

    public const int Size = 16;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_batch_forget_in
{
    public uint count;
    public uint dummy;

    public const int Size = 8;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_open_in
{
    public uint flags;
    public uint open_flags;

    public const int Size = 8;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_open_out
{
    public ulong fh;
    public uint open_flags;
    public int backing_id;

    public const int Size = 16;
    public const uint FOPEN_PASSTHROUGH = 1 << 7;

    /// <summary>FOPEN_PASSTHROUGH_MASK of fs/fuse/iomode.c: with another flag beside passthrough, such as keep-cache, the open fails with EIO.</summary>
    public const uint PassThroughMask = (uint)(OpenBehaviour.DirectIo | OpenBehaviour.NoFlush);
}

/// <summary>READ, READDIR and READDIRPLUS.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct fuse_read_in
{
    public ulong fh;
    public ulong offset;
    public uint size;
    public uint read_flags;
    public ulong lock_owner;
    public uint flags;
    public uint padding;

    public const int Size = 40;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_release_in
{
    public ulong fh;
    public uint flags;
    public uint release_flags;
    public ulong lock_owner;

    public const int Size = 24;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_flush_in
{
    public ulong fh;
    public uint unused;
    public uint padding;
    public ulong lock_owner;

    public const int Size = 24;
}

/// <summary>GETXATTR and LISTXATTR; the answer to a question for the size has the same form.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct fuse_getxattr_in
{
    public uint size;
    public uint padding;

    public const int Size = 8;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_access_in
{
    public uint mask;
    public uint padding;

    public const int Size = 8;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_lseek_in
{
    public ulong fh;
    public ulong offset;
    public uint whence;
    public uint padding;

    public const int Size = 24;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_lseek_out
{
    public ulong offset;

    public const int Size = 8;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_interrupt_in
{
    public ulong unique;

    public const int Size = 8;
}

[StructLayout(LayoutKind.Sequential, Size = Size)]
internal struct fuse_statfs_out
{
    public ulong blocks;
    public ulong bfree;
    public ulong bavail;
    public ulong files;
    public ulong ffree;
    public uint bsize;
    public uint namelen;
    public uint frsize;

    public const int Size = 80;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_dirent
{
    public ulong ino;
    public ulong off;
    public uint namelen;
    public uint type;

    public const int Size = 24;
}
