using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>Keeps a catalog open while it is being read.</summary>
internal readonly ref struct CatalogLease(CatalogSlot slot, CatalogReader reader)
{
    /// <summary>The open catalog.</summary>
    public CatalogReader Reader => reader;

    /// <summary>Gives the catalog back.</summary>
    public void Dispose() => slot?.Release();
}
