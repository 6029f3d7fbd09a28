namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>What <c>.cvmfswhitelist</c> says: which certificates may sign the repository, and until when.</summary>
public sealed record Whitelist
{
    /// <summary>Days that a new signature is valid unless told otherwise.</summary>
    public const int DefaultValidityDays = 30;

    /// <summary>When it was signed; clients do not look at it.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From this hour on it is worth nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The repository it speaks of.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary><c>Vpkcs7</c>: the PKCS#7 file counts, not the RSA signature.</summary>
    public bool RequiresPkcs7 { get; init; }

    /// <summary><c>Wcachain</c>: the certificate must also come from a trusted authority.</summary>
    public bool RequiresAuthority { get; init; }

    /// <summary>Certificates that may sign.</summary>
    public required IReadOnlyList<CertificateFingerprint> Fingerprints { get; init; }

    /// <summary>True from the hour of expiry on: as in all clients, minutes and seconds do not count.</summary>
    public bool IsExpired(DateTimeOffset now) => FullHour(now) >= FullHour(ExpiresAt);

    private static long FullHour(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerHour;
}
