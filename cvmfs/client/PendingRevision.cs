using CernVM.Cvmfs.Client.Catalogs;

namespace CernVM.Cvmfs.Client;

/// <summary>A verified newer revision, loaded and ready to be shown by <see cref="RepositoryClient.Apply"/>.</summary>
public sealed class PendingRevision
{
    internal PendingRevision(RepositoryRevision revision, CatalogSlot root)
    {
        Revision = revision;
        Root = root;
    }

    /// <summary>What will be shown.</summary>
    public RepositoryRevision Revision { get; }

    internal CatalogSlot Root { get; }
}
