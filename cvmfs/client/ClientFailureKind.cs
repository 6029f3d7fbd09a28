namespace CernVM.Cvmfs.Client;

/// <summary>Why an operation of the client failed. The first group ends a mount; the second one answers a single request.</summary>
public enum ClientFailureKind
{
    /// <summary>Nothing more precise is known.</summary>
    Unknown,

    /// <summary>A parameter is missing, wrong, or not supported.</summary>
    Options,

    /// <summary>The cache directory cannot be made or used.</summary>
    CacheDirectory,

    /// <summary>The quota database cannot be used.</summary>
    Quota,

    /// <summary>Manifest, whitelist, certificate or their signatures do not hold.</summary>
    Signature,

    /// <summary>A catalog is missing or damaged.</summary>
    Catalog,

    /// <summary>The wanted tag or date is not in the history, or the history is unreadable.</summary>
    History,

    /// <summary>Another process holds the workspace.</summary>
    LockWorkspace,

    /// <summary>The blacklist or a minimum forbids this revision.</summary>
    RevisionBlacklisted,

    /// <summary>No proxy could be discovered.</summary>
    ProxyDiscovery,

    /// <summary>There is no entry of that name.</summary>
    NotFound,

    /// <summary>A directory was expected.</summary>
    NotADirectory,

    /// <summary>A regular file was expected.</summary>
    NotAFile,

    /// <summary>An inode of a revision that is gone.</summary>
    Stale,

    /// <summary>No server could be reached in the allowed time and tries.</summary>
    Network,

    /// <summary>Servers answer, but not with the wanted object (for example 404 from all of them).</summary>
    ObjectMissing,

    /// <summary>Every copy that could be fetched has wrong content.</summary>
    Corrupt,

    /// <summary>The object does not fit into the cache or onto the disk.</summary>
    NoSpace,

    /// <summary>The process may not open more files.</summary>
    TooManyFiles,

    /// <summary>Reading or writing a local file failed.</summary>
    LocalStorage,
}
