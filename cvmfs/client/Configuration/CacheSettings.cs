namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The disk cache (formats §§10.1–10.2).</summary>
public sealed record CacheSettings
{
    /// <summary>Absolute directory that holds <c>00</c> … <c>ff</c>: <c>&lt;base&gt;/shared</c>, <c>&lt;base&gt;/&lt;fqrn&gt;</c>, or the alien cache.</summary>
    public required string Directory { get; init; }

    /// <summary>Absolute directory for <c>cachedb</c>, locks, the control socket and breadcrumbs; by default the cache directory.</summary>
    public required string Workspace { get; init; }

    /// <summary>Whether other repositories and processes use the same directory.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>Whether the directory is managed by somebody else: group-writable, without quota.</summary>
    public bool IsAlien { get; init; }

    /// <summary>Bytes that may be used, or null for no limit (and no <c>cachedb</c>).</summary>
    public long? QuotaBytes { get; init; } = 4000L << 20;

    /// <summary>Whether all opens of an object share one descriptor (<c>CVMFS_CACHE_REFCOUNT</c>).</summary>
    public bool SharesDescriptors { get; init; }

    /// <summary>Whether file data is kept only while it is used (<c>CVMFS_STREAMING_CACHE</c>).</summary>
    public bool IsStreaming { get; init; }

    /// <summary>The cache by its kind (<c>CVMFS_CACHE_PRIMARY</c>); null for the directory that the other members describe.</summary>
    public CacheInstance? Primary { get; init; }

    /// <summary>Whose cache it is, for programs that ask: the repository's name.</summary>
    public string Owner { get; init; } = "cvmfs";

    /// <summary>The cache by its kind.</summary>
    public CacheInstance Instance => Primary ?? new CacheInstance.Posix(CacheInstance.DefaultName, Directory, Workspace, IsShared, IsAlien, QuotaBytes, SharesDescriptors);
}
