using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>How a mount is taken away.</summary>
internal enum UnmountManner
{
    /// <summary>EBUSY while it is in use.</summary>
    Orderly,

    /// <summary>Out of the tree now, gone with its last user.</summary>
    Lazy,

    /// <summary>Out of the tree now, and everything under way fails.</summary>
    Abort,
}

/// <summary>A place where the file system is mounted, and the way that it came there.</summary>
internal interface IMountPoint
{
    /// <summary>Takes the mount away.</summary>
    LinuxResult Unmount(UnmountManner manner);

    /// <summary>The directory; null where it is not known.</summary>
    string? Place { get; }
}
