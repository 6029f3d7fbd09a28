namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Sizes and versions, each with its source.</summary>
public static class FuseLimits
{
    /// <summary>FUSE_KERNEL_VERSION.</summary>
    public const uint MajorVersion = 7;

    /// <summary>The newest minor version whose structures are written here (Linux 6.18).</summary>
    public const uint MinorVersion = 45;

    /// <summary>The oldest one: fuse_init_out has its 64 bytes since then (Linux 3.15).</summary>
    public const uint OldestMinorVersion = 23;

    /// <summary>FUSE_MIN_READ_BUFFER.</summary>
    public const int MinimumReadBuffer = 8192;

    /// <summary>FUSE_NAME_MAX of fs/fuse/fuse_i.h: longest name in bytes.</summary>
    public const int NameMaximum = 1024;

    /// <summary>Names and records of directories are aligned to this many bytes (FUSE_DIRENT_ALIGN).</summary>
    public const int DirectoryAlignment = 8;

    /// <summary>FUSE_MAX_MAX_PAGES of kernels until 6.12; later ones have a sysctl with the same default.</summary>
    public const ushort MaximumPages = 256;

    /// <summary>Bytes in a page of x86-64.</summary>
    public const int PageSize = 4096;

    /// <summary>Largest READ: <see cref="MaximumPages"/> pages.</summary>
    public const int MaximumRead = MaximumPages * PageSize;
}
