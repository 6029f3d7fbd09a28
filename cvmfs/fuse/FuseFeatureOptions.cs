namespace CernVM.Cvmfs.Fuse;

/// <summary>What is asked of the kernel; what it does not have is left out.</summary>
public sealed record FuseFeatureOptions
{
    /// <summary>How far the kernel reads ahead at most, in bytes.</summary>
    public int MaxReadAhead { get; init; } = 1024 * 1024;

    /// <summary>Pages in the largest request.</summary>
    public int MaxPages { get; init; } = Kernel.FuseLimits.MaximumPages;

    /// <summary>Read-ahead requests under way at most.</summary>
    public int MaxBackground { get; init; } = 64;

    /// <summary>Listing brings the attributes along.</summary>
    public bool ReadDirectoryPlus { get; init; } = true;

    /// <summary>With <see cref="ReadDirectoryPlus"/>: the kernel decides by what the caller does with the names.</summary>
    public bool ReadDirectoryPlusAuto { get; init; }

    /// <summary>The kernel keeps link targets.</summary>
    public bool CacheSymlinks { get; init; } = true;

    /// <summary>Lookups of <c>.</c> and <c>..</c> work, so that NFS can export it.</summary>
    public bool Export { get; init; }

    /// <summary>Cached content is dropped only when it is invalidated, never for a changed time or size.</summary>
    public bool ExplicitInvalidation { get; init; } = true;

    /// <summary>The kernel asks for POSIX ACLs and obeys them.</summary>
    public bool PosixAcl { get; init; }

    /// <summary>The kernel may read backing files itself.</summary>
    public bool PassThrough { get; init; } = true;

    /// <summary>How many more file systems may be stacked on this one: 1 lets overlayfs use it while backing files lie on a plain one.</summary>
    public int MaxStackDepth { get; init; } = 1;
}
