namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>What a catalog that lies in the cache already says about its tree.</summary>
internal enum CatalogTrust
{
    /// <summary>The whole tree below it is there.</summary>
    Complete,

    /// <summary>Its own objects are there; catalogs below it may have been left out by another selection.</summary>
    OwnObjects,

    /// <summary>The machine may have stopped before its objects were on the disk: everything is looked at.</summary>
    Nothing,
}
