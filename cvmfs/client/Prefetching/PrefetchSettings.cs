namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>What may be fetched ahead of need. Sizes are plain bytes.</summary>
public sealed record PrefetchSettings
{
    /// <summary>Nothing is fetched ahead.</summary>
    public static PrefetchSettings Off { get; } = new() { IsEnabled = false };

    /// <summary>Whether anything is fetched ahead (<c>CVMFS_PREFETCH</c>).</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Bytes that may lie in the cache on a guess, not used yet (<c>CVMFS_PREFETCH_BUDGET</c>).</summary>
    public long Budget { get; init; } = 128L << 20;

    /// <summary>Whether files are fetched because others beside them were waited for (<c>CVMFS_PREFETCH_NEIGHBOURS</c>).</summary>
    public bool Neighbours { get; init; } = true;

    /// <summary>Whether bundles of the original are honoured (<c>CVMFS_PREFETCH_FILEBUNDLES</c>, a name of CernVM-FS 2.14).</summary>
    public bool Bundles { get; init; } = true;

    /// <summary>Transfers ahead of need at once, when the server is far away (<c>CVMFS_PREFETCH_CONNECTIONS</c>).</summary>
    public int Parallel { get; init; } = 24;

    /// <summary>Time for a small object from which on a server counts as far away, and files are fetched on a guess (<c>CVMFS_PREFETCH_LATENCY</c>).</summary>
    public TimeSpan FarAway { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>Bytes fetched ahead of a reader of a chunked file; 0 for none (<c>CVMFS_PREFETCH_READAHEAD</c>).</summary>
    public long ReadAhead { get; init; } = 64L << 20;

    /// <summary>Bytes that may lie in the cache because of access profiles, not used yet; 0 to ignore profiles (<c>CVMFS_PROFILE_BUDGET</c>).</summary>
    public long ProfileBudget { get; init; } = 2048L << 20;

    /// <summary>Name of the start-up that is recorded from the mount on, or null (<c>CVMFS_PROFILE_RECORD</c>).</summary>
    public string? Record { get; init; }
}
