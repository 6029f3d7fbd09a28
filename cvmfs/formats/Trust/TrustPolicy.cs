namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>What a client demands of a repository before it believes its manifest.</summary>
public sealed record TrustPolicy
{
    /// <summary>The repository that was asked for.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>Any of them may have signed the whitelist.</summary>
    public required IReadOnlyList<MasterPublicKey> MasterKeys { get; init; }

    /// <summary>What must not be used.</summary>
    public Blacklist Blacklist { get; init; } = Blacklist.Empty;

    /// <summary>Manifests published before are refused; null accepts all.</summary>
    public DateTimeOffset? NotPublishedBefore { get; init; }

    /// <summary>For whitelists that demand them; none are trusted by default.</summary>
    public CertificateAuthorities Authorities { get; init; } = CertificateAuthorities.None;
}
