namespace CernVM.Cvmfs.Formats.Catalogs;

public sealed partial class CatalogWriter
{
    /// <summary>Catalogs that hang below this one, in the order of their paths.</summary>
    public IReadOnlyList<NestedCatalog> NestedCatalogs => _nested.ReadAll();

    /// <summary>Catalog trees shown elsewhere, in the order of their paths.</summary>
    public IReadOnlyList<NestedCatalog> BindMountpoints => _bind.ReadAll();

    /// <summary>Adds or replaces a reference to a nested catalog. The mountpoint's entry is the caller's affair.</summary>
    public void SetNested(NestedCatalog reference)
    {
        if (_nested.Set(reference))
            CountNested(1);
    }

    /// <summary>Drops a reference to a nested catalog; false when there was none.</summary>
    public bool RemoveNested(RepositoryPath path)
    {
        var removed = _nested.Remove(path);
        if (removed)
            CountNested(-1);
        return removed;
    }

    /// <summary>Adds or replaces a reference to a bound catalog tree; these are not counted.</summary>
    public void SetBind(NestedCatalog reference) => _bind.Set(reference);

    /// <summary>Drops a reference to a bound catalog tree; false when there was none.</summary>
    public bool RemoveBind(RepositoryPath path) => _bind.Remove(path);

    /// <summary>Takes in by how much the totals of catalogs below have changed.</summary>
    public void AddToSubtree(CounterSet difference) => _subtree += difference;

    private void CountNested(int difference) => _self += default(CounterSet).With(CatalogCounter.Nested, difference);
}
