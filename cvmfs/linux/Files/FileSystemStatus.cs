using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>Size and use of a file system (statvfs(3)).</summary>
public readonly record struct FileSystemStatus
{
    internal FileSystemStatus(in statvfs raw)
    {
        TotalBytes = (long)(raw.f_blocks * raw.f_frsize);
        FreeBytes = (long)(raw.f_bfree * raw.f_frsize);
        AvailableBytes = (long)(raw.f_bavail * raw.f_frsize);
        Inodes = (long)raw.f_files;
        FreeInodes = (long)raw.f_ffree;
        BlockSize = (int)raw.f_bsize;
    }

    /// <summary>Size in bytes.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Free bytes, those kept for root included.</summary>
    public long FreeBytes { get; init; }

    /// <summary>Free bytes for everybody.</summary>
    public long AvailableBytes { get; init; }

    /// <summary>Number of inodes.</summary>
    public long Inodes { get; init; }

    /// <summary>Number of unused inodes.</summary>
    public long FreeInodes { get; init; }

    /// <summary>Preferred size of input and output, in bytes.</summary>
    public int BlockSize { get; init; }
}
