using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Blocks;

/// <summary>Questions and orders to an open block device.</summary>
public static class BlockDevice
{
    /// <summary>Its size in bytes.</summary>
    public static unsafe LinuxResult<long> Size(SafeFileHandle device)
    {
        long size;
        return Libc.ioctl(device, Block.BLKGETSIZE64, &size) < 0 ? Gate.LastError : size;
    }

    /// <summary>The size of a sector as software sees it, in bytes.</summary>
    public static unsafe LinuxResult<int> SectorSize(SafeFileHandle device)
    {
        int size;
        return Libc.ioctl(device, Block.BLKSSZGET, &size) < 0 ? Gate.LastError : size;
    }

    /// <summary>True when it cannot be written.</summary>
    public static unsafe LinuxResult<bool> IsReadOnly(SafeFileHandle device)
    {
        int flag;
        return Libc.ioctl(device, Block.BLKROGET, &flag) < 0 ? Gate.LastError : flag != 0;
    }

    /// <summary>Lets the kernel read the partition table again; EBUSY while a partition is in use.</summary>
    public static LinuxResult ReadPartitionTable(SafeFileHandle device) => Gate.Check(Libc.ioctl(device, Block.BLKRRPART, (nint)0));

    /// <summary>Writes and drops the device's cached blocks.</summary>
    public static LinuxResult FlushBuffers(SafeFileHandle device) => Gate.Check(Libc.ioctl(device, Block.BLKFLSBUF, (nint)0));
}
