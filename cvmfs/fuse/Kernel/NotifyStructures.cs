using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>enum fuse_notify_code of linux/fuse.h.</summary>
internal enum NotifyCode
{
    FUSE_NOTIFY_POLL = 1,
    FUSE_NOTIFY_INVAL_INODE = 2,
    FUSE_NOTIFY_INVAL_ENTRY = 3,
    FUSE_NOTIFY_STORE = 4,
    FUSE_NOTIFY_RETRIEVE = 5,
    FUSE_NOTIFY_DELETE = 6,
    FUSE_NOTIFY_RESEND = 7,
    FUSE_NOTIFY_INC_EPOCH = 8,
    FUSE_NOTIFY_PRUNE = 9,
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_notify_inval_inode_out
{
    public ulong ino;
    public long off;
    public long len;

    public const int Size = 24;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_notify_inval_entry_out
{
    public ulong parent;
    public uint namelen;
    public uint flags;

    public const int Size = 16;
    public const uint FUSE_EXPIRE_ONLY = 1;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_notify_delete_out
{
    public ulong parent;
    public ulong child;
    public uint namelen;
    public uint padding;

    public const int Size = 24;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_notify_store_out
{
    public ulong nodeid;
    public ulong offset;
    public uint size;
    public uint padding;

    public const int Size = 24;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_notify_retrieve_out
{
    public ulong notify_unique;
    public ulong nodeid;
    public ulong offset;
    public uint size;
    public uint padding;

    public const int Size = 32;
}
