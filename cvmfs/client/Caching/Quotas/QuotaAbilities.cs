namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>What the bookkeeping of a cache can do; the control socket answers what it cannot in the original's words.</summary>
[Flags]
public enum QuotaAbilities
{
    /// <summary>Nothing: a cache without limit.</summary>
    None = 0,

    /// <summary>Knows how full it is.</summary>
    Size = 1,

    /// <summary>Knows what it holds.</summary>
    List = 2,

    /// <summary>Evicts on demand.</summary>
    Shrink = 4,

    /// <summary>Counts evictions over time.</summary>
    Rate = 8,

    /// <summary>Takes another limit while running.</summary>
    Limit = 16,

    /// <summary>All of them.</summary>
    All = Size | List | Shrink | Rate | Limit,
}
