namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>How a mount shows entries. The client itself does not act on these.</summary>
public sealed record PresentationSettings
{
    /// <summary>Processors that can be named (CPU_SETSIZE of sched.h).</summary>
    public const int MaxProcessors = 1024;

    /// <summary>How long the kernel keeps what can change without that it is told (the original's lifetime of everything).</summary>
    public static readonly TimeSpan UntoldLifetime = TimeSpan.FromSeconds(60);

    /// <summary>Whether all entries appear to belong to the mount's user (<c>CVMFS_CLAIM_OWNERSHIP</c>); default.conf says yes, without it the published owners are shown.</summary>
    public bool ClaimOwnership { get; init; }

    /// <summary>Whether variables in symlinks stay as published (<c>CVMFS_SERVER_CACHE_MODE</c>): what a publisher copies up must not be one machine's view.</summary>
    public bool RawSymlinks { get; init; }

    /// <summary>File with the map of user ids, or null.</summary>
    public string? UidMapFile { get; init; }

    /// <summary>File with the map of group ids, or null.</summary>
    public string? GidMapFile { get; init; }

    /// <summary>Whether set-user-id bits count.</summary>
    public bool Suid { get; init; }

    /// <summary>Whether the kernel checks permissions.</summary>
    public bool CheckPermissions { get; init; } = true;

    /// <summary>Whether everything gets 0444 (directories 0555) added.</summary>
    public bool WorldReadable { get; init; }

    /// <summary>Where synthetic attributes are listed.</summary>
    public XattrVisibility MagicXattrs { get; init; } = XattrVisibility.RootOnly;

    /// <summary>Synthetic attributes that only root and <see cref="PrivilegedGids"/> may read.</summary>
    public IReadOnlyList<string> ProtectedXattrs { get; init; } = [];

    /// <summary>Groups that may read protected attributes.</summary>
    public IReadOnlyList<uint> PrivilegedGids { get; init; } = [];

    /// <summary>
    /// Lifetime of names and attributes in the kernel (<c>CVMFS_KCACHE_TIMEOUT</c>). Null for the usual one: without end where changes are told to the kernel,
    /// else <see cref="UntoldLifetime"/>.
    /// </summary>
    public TimeSpan? KernelCacheTimeout { get; init; }

    /// <summary>Whether names and attributes can change without that the kernel is told.</summary>
    public bool ChangesUntold => Nfs is not null || !NotifyInvalidation;

    /// <summary>Whether the kernel keeps symlink targets; null for the usual: where they cannot change under a node.</summary>
    public bool? CacheSymlinks { get; init; }

    /// <summary>Whether changed entries are invalidated actively.</summary>
    public bool NotifyInvalidation { get; init; } = true;

    /// <summary>Open descriptors that the process may have.</summary>
    public int MaxOpenFiles { get; init; } = 131072;

    /// <summary>Threads at most that serve the kernel, or null for the usual number.</summary>
    public int? MaxThreads { get; init; }

    /// <summary>Threads that may wait for requests, or null for the usual number.</summary>
    public int? MaxIdleThreads { get; init; }

    /// <summary>How much sooner the kernel kills this process when memory runs out, −1000 to 1000, or null.</summary>
    public int? OutOfMemoryScore { get; init; }

    /// <summary>User that the client runs as.</summary>
    public string User { get; init; } = "cvmfs";

    /// <summary>Directory below which repositories are mounted.</summary>
    public string MountDirectory { get; init; } = "/cvmfs";

    /// <summary>Path of the control socket instead of the one in the workspace, or null.</summary>
    public string? TalkSocket { get; init; }

    /// <summary>Owner of the control socket, or null.</summary>
    public string? TalkOwner { get; init; }

    /// <summary>Seconds for which <c>statfs</c> answers are reused.</summary>
    public TimeSpan StatfsCacheTimeout { get; init; }

    /// <summary>Whether the mount accepts open modes that write.</summary>
    public bool LooksWritable { get; init; }

    /// <summary>Whether the times of all operations are measured.</summary>
    public bool InstrumentFuse { get; init; }

    /// <summary>How inodes are kept for NFS; null without it.</summary>
    public NfsSettings? Nfs { get; init; }

    /// <summary>Whether ACLs of the catalogs are enforced by the kernel.</summary>
    public bool EnforceAcls { get; init; }

    /// <summary>Processors that the client may run on (<c>CVMFS_CPU_AFFINITY</c>); empty for all.</summary>
    public IReadOnlyList<int> Processors { get; init; } = [];
}
