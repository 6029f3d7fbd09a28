namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The <c>statistics</c> table of a catalog.</summary>
/// <param name="Self">This catalog's own entries.</param>
/// <param name="Subtree">Entries of all catalogs below, without this one's.</param>
public readonly record struct CatalogCounters(CounterSet Self, CounterSet Subtree)
{
    /// <summary>This catalog and everything below: what a parent adds to its own subtree counters.</summary>
    public CounterSet Total => Self + Subtree;
}
