namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>What can happen to an object of the cache.</summary>
internal enum QuotaVerb
{
    /// <summary>It was used.</summary>
    Touch,

    /// <summary>It comes in.</summary>
    Insert,

    /// <summary>Whether it is pinned may have changed.</summary>
    Pin,

    /// <summary>It was deleted.</summary>
    Remove,
}
