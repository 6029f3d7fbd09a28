using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>Device ioctls of linux/fuse.h, magic 229.</summary>
internal static class FuseIoctl
{
    public const uint FUSE_DEV_IOC_CLONE = 0x8004E500;
    public const uint FUSE_DEV_IOC_BACKING_OPEN = 0x4010E501;
    public const uint FUSE_DEV_IOC_BACKING_CLOSE = 0x4004E502;
}

[StructLayout(LayoutKind.Sequential)]
internal struct fuse_backing_map
{
    public int fd;
    public uint flags;
    public ulong padding;
}
