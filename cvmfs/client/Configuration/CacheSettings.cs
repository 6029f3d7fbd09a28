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
}
