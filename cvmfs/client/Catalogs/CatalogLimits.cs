namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>Bounds on catalogs, each with its source.</summary>
internal static class CatalogLimits
{
    /// <summary>Row ids that a catalog may use (ours: row ids are dense, and inodes should stay small for old programs).</summary>
    public const long MaxRowId = 1L << 31;

    /// <summary>Times that a damaged catalog is fetched again (ours, arbitrary).</summary>
    public const int MaxDamages = 3;

    /// <summary>Time after which a catalog that is not shown any more may be forgotten (ours: no request that found an entry of it is still under way then).</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);
}
