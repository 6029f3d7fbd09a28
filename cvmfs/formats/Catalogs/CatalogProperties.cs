using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The <c>properties</c> table of a catalog.</summary>
public sealed record CatalogProperties
{
    /// <summary>Seconds that clients wait between looks for a new revision when a catalog says nothing.</summary>
    public const uint DefaultTimeToLive = 240;

    /// <summary>Schema, 2.5 for everything written since 2012.</summary>
    public CatalogSchema Schema { get; init; } = CatalogSchema.Current;

    /// <summary>Revision of this catalog.</summary>
    public Revision Revision { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset LastModified { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The same catalog one revision earlier; null hash when there is none.</summary>
    public ContentHash PreviousRevision { get; init; } = ContentHash.Null(ContentHashAlgorithm.Sha1);

    /// <summary>Mountpoint of a nested catalog; the root for the root catalog.</summary>
    public RepositoryPath RootPrefix { get; init; }

    /// <summary>Seconds between looks for a new revision; null when not said.</summary>
    public uint? TimeToLive { get; init; }

    /// <summary>True for repositories whose content should leave caches first.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Who may read (membership text), or null for everybody.</summary>
    public string? VomsAuthorization { get; init; }

    /// <summary>Branch it was published on; null for the default branch.</summary>
    public string? Branch { get; init; }
}
