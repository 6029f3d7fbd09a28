namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Which authorities HTTPS servers are checked against, as the original chooses them.</summary>
public sealed record TlsSettings
{
    /// <summary>Where grid sites keep their authorities (upstream CernVM-FS).</summary>
    public const string GridFolder = "/etc/grid-security/certificates";

    /// <summary>Whether the system's authorities are used instead of <see cref="AuthorityFolder"/> (<c>CVMFS_USE_SSL_SYSTEM_CA</c>).</summary>
    public bool UseSystemAuthorities { get; init; }

    /// <summary>Folder with PEM files of authorities (<c>X509_CERT_DIR</c>).</summary>
    public string AuthorityFolder { get; init; } = GridFolder;

    /// <summary>Further PEM file of authorities (<c>X509_CERT_BUNDLE</c>), or null.</summary>
    public string? AuthorityBundle { get; init; }
}
