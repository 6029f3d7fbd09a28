namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>What a repository's signature is checked against (formats §4).</summary>
public sealed record TrustSettings
{
    /// <summary>PEM files with master public keys; one match is enough.</summary>
    public required IReadOnlyList<string> PublicKeyFiles { get; init; }

    /// <summary>Blacklist files; those that do not exist are empty.</summary>
    public IReadOnlyList<string> BlacklistFiles { get; init; } = [];

    /// <summary>Lowest revision number that a manifest may have (ours: <c>CVMFS_MIN_REVISION</c>); 0 = any.</summary>
    public ulong MinimumRevision { get; init; }

    /// <summary>Greatest age of a manifest's publication time (ours: <c>CVMFS_MAX_MANIFEST_AGE</c>, seconds); null = any.</summary>
    public TimeSpan? MaximumManifestAge { get; init; }
}
