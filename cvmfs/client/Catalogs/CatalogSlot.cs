using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>One catalog object at one mountpoint.</summary>
internal sealed class CatalogSlot(RepositoryPath mountpoint, ContentHash hash)
{
    /// <summary>Where its root is shown.</summary>
    public RepositoryPath Mountpoint { get; } = mountpoint;

    /// <summary>Its object.</summary>
    public ContentHash Hash { get; } = hash;
}
