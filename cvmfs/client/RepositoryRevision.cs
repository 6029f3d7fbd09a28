using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Client;

/// <summary>A revision of the repository that is or can be shown.</summary>
public sealed record RepositoryRevision
{
    /// <summary>Hash of the root catalog.</summary>
    public required ContentHash RootCatalog { get; init; }

    /// <summary>Number of the revision; 0 when it is not known (old breadcrumbs).</summary>
    public required Revision Number { get; init; }

    /// <summary>When it was published, or null when that is not known.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The verified manifest; null for offline starts and fixed revisions.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>Tag that was asked for or found, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether configuration fixed this revision (root hash, tag or date): it is never left.</summary>
    public bool IsFixed { get; init; }
}
