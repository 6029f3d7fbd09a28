using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Which revision is shown. At most one of hash, tag and date is set; a set one fixes the revision.</summary>
public sealed record RevisionSettings
{
    /// <summary>Root catalog to show.</summary>
    public ContentHash? RootHash { get; init; }

    /// <summary>Tag to show.</summary>
    public string? Tag { get; init; }

    /// <summary>Show the newest revision that was current at this moment.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Whether new revisions are looked for.</summary>
    public bool AutoUpdate { get; init; } = true;

    /// <summary>Upper bound of the time between looks for a new revision, or null for the repository's own TTL.</summary>
    public TimeSpan? MaxTtl { get; init; }

    /// <summary>Whether the root catalog is fetched by its <c>.cvmfsalt-</c> name.</summary>
    public bool UseAlternativePath { get; init; }

    /// <summary>Where new revisions are announced, or null; they are followed whether they are looked for or not.</summary>
    public Uri? NotificationServer { get; init; }

    /// <summary>Whether the revision never changes.</summary>
    public bool IsFixed => RootHash is not null || Tag is not null || Date is not null;
}
