namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>Which objects a listing of the cache shows.</summary>
public enum CacheListing
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those that are never evicted.</summary>
    Pinned,

    /// <summary>Catalogs.</summary>
    Catalogs,
}
