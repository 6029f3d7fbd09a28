namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>Exit codes of <c>cvmfs2</c>, the numbers of the original's loader (formats §10.6). Scripts depend on them.</summary>
public enum LoaderExitCode
{
    /// <summary>Mounted, or ended in order.</summary>
    Ok = 0,

    /// <summary>Nothing more precise is known.</summary>
    Unknown = 1,

    /// <summary>Command line or configuration is wrong.</summary>
    Options = 2,

    /// <summary>Not permitted.</summary>
    Permission = 3,

    /// <summary>The kernel refused the mount.</summary>
    Mount = 4,

    /// <summary>The loop that answers the kernel ended with an error.</summary>
    FuseLoop = 6,

    /// <summary>The cache directory cannot be used.</summary>
    CacheDirectory = 9,

    /// <summary>The inodes for NFS cannot be used.</summary>
    NfsMaps = 11,

    /// <summary>The quota database cannot be used.</summary>
    Quota = 12,

    /// <summary>The control socket cannot be opened.</summary>
    Talk = 14,

    /// <summary>A signature does not hold.</summary>
    Signature = 15,

    /// <summary>A catalog cannot be loaded.</summary>
    Catalog = 16,

    /// <summary>The state of a mount could not be taken over.</summary>
    RestoreState = 19,

    /// <summary>The repository is already mounted at this place.</summary>
    DoubleMount = 21,

    /// <summary>The wanted tag or date is not in the history.</summary>
    History = 22,

    /// <summary>No proxy could be discovered.</summary>
    ProxyDiscovery = 23,

    /// <summary>Another process holds the workspace.</summary>
    LockWorkspace = 24,

    /// <summary>The blacklist forbids the revision.</summary>
    RevisionBlacklisted = 25,
}
