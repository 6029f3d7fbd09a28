using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>The part of fuse_init_in that kernels before 7.36 send.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct fuse_init_in
{
    public uint major;
    public uint minor;
    public uint max_readahead;
    public uint flags;

    public const int Size = 16;
}

[StructLayout(LayoutKind.Sequential, Size = Size)]
internal struct fuse_init_out
{
    public uint major;
    public uint minor;
    public uint max_readahead;
    public uint flags;
    public ushort max_background;
    public ushort congestion_threshold;
    public uint max_write;
    public uint time_gran;
    public ushort max_pages;
    public ushort map_alignment;
    public uint flags2;
    public uint max_stack_depth;
    public ushort request_timeout;

    public const int Size = 64;
}
