using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>
/// The authorities that HTTPS servers are checked against: those of <c>X509_CERT_DIR</c> and <c>X509_CERT_BUNDLE</c>, or the system's. Where the first were
/// not installed at all, the original trusts nobody; here the system's count then.
/// </summary>
internal sealed class TlsTrust(TlsSettings settings)
{
    // Debian and its kin, Red Hat and its kin, SUSE (upstream CernVM-FS has the same folders).
    private static readonly string[] SystemPlaces =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/certs", "/etc/pki/tls/certs",
    ];

    // RFC 5280 §4.2.1.12.
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly Lazy<X509Certificate2Collection> _authorities = new(() => Load(settings));

    /// <summary>Whether a server's certificate is its own and comes from one of the authorities, which are read at the first such question.</summary>
    public bool Accepts(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        // Trust is decided here; a wrong name or no certificate at all is not.
        if (certificate is not X509Certificate2 server || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities.Value);
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
            foreach (var element in sent.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(server);
    }

    /// <summary>All authorities that the settings name.</summary>
    internal static X509Certificate2Collection Load(TlsSettings settings)
    {
        var found = new X509Certificate2Collection();
        if (settings.AuthorityBundle is { } bundle)
            AddFile(found, bundle);
        if (!settings.UseSystemAuthorities && Directory.Exists(settings.AuthorityFolder))
            AddFolder(found, settings.AuthorityFolder);
        else if (settings.UseSystemAuthorities || settings.AuthorityBundle is null)
            AddSystem(found);
        return found;
    }

    private static void AddSystem(X509Certificate2Collection found)
    {
        foreach (var place in SystemPlaces)
        {
            if (File.Exists(place))
                AddFile(found, place);
            else if (Directory.Exists(place))
                AddFolder(found, place);
            if (found.Count > 0)
                return;
        }
    }

    // PEM files, and the hash links of openssl-rehash(1): eight hexadecimal digits, a dot, a number.
    private static void AddFolder(X509Certificate2Collection found, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) is ".pem" or ".crt" or ".0" or ".1")
                AddFile(found, file);
        }
    }

    // What is no certificate lies in such folders, too, and is passed over as OpenSSL does.
    private static void AddFile(X509Certificate2Collection found, string file)
    {
        var some = new X509Certificate2Collection();
        try
        {
            some.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return;
        }

        foreach (var certificate in some)
        {
            if (found.Contains(certificate))
                certificate.Dispose();
            else
                found.Add(certificate);
        }
    }
}
