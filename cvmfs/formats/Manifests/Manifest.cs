using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Manifests;

/// <summary>What <c>.cvmfspublished</c> says about the newest revision of a repository.</summary>
public sealed record Manifest
{
    /// <summary>C: hash of the root catalog. Its algorithm is the repository's.</summary>
    public required ContentHash RootCatalog { get; init; }

    /// <summary>B: plain bytes of the root catalog's database.</summary>
    public ulong RootCatalogSize { get; init; }

    /// <summary>D: seconds between looks for a new revision.</summary>
    public uint TimeToLive { get; init; } = Catalogs.CatalogProperties.DefaultTimeToLive;

    /// <summary>S: number of the revision.</summary>
    public required Revision Revision { get; init; }

    /// <summary>G: unreferenced objects may be deleted.</summary>
    public bool IsGarbageCollectable { get; init; }

    /// <summary>A: root catalog and certificate have links beside the manifest.</summary>
    public bool HasAlternativePaths { get; init; }

    /// <summary>L: micro catalog, never written by anybody.</summary>
    public ContentHash? MicroCatalog { get; init; }

    /// <summary>N: the repository; a manifest without one is not accepted by clients.</summary>
    public RepositoryName? Repository { get; init; }

    /// <summary>X: object with the certificate that verifies the signature.</summary>
    public ContentHash? Certificate { get; init; }

    /// <summary>H: object with the tag database.</summary>
    public ContentHash? History { get; init; }

    /// <summary>T: when it was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>M: object with the meta info.</summary>
    public ContentHash? MetaInfo { get; init; }

    /// <summary>Y: hash of the reflog's plain bytes.</summary>
    public ContentHash? Reflog { get; init; }
}
