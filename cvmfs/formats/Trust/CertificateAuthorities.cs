using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Trusted authorities (for instance <c>/etc/grid-security/certificates</c>) and certificates they have revoked.</summary>
public sealed class CertificateAuthorities
{
    private readonly List<byte[]> _certificates = [];
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);

    /// <summary>Trusts nobody.</summary>
    public static CertificateAuthorities None { get; } = new();

    /// <summary>Number of authorities.</summary>
    public int Count => _certificates.Count;

    /// <summary>Reads PEM files: certificates are trusted, revocation lists obeyed, anything else is passed over.</summary>
    /// <returns>The authorities, or the first certificate or list that could not be read.</returns>
    public static Parsed<CertificateAuthorities> Parse(IEnumerable<ReadOnlyMemory<byte>> pemFiles)
    {
        ArgumentNullException.ThrowIfNull(pemFiles);
        var authorities = new CertificateAuthorities();
        foreach (var file in pemFiles)
        {
            try
            {
                authorities.Add(Encoding.Latin1.GetString(file.Span));
            }
            catch (Exception e) when (e is CryptographicException or FormatException or IOException or InvalidOperationException or ArgumentException)
            {
                return TrustErrors.Certificate($"an authority's file is malformed ({e.Message})");
            }
        }

        return authorities;
    }

    /// <summary>Checks that a certificate comes from an authority, is valid now and not revoked; null when all is well.</summary>
    public string? Check(ReadOnlyMemory<byte> der, IEnumerable<ReadOnlyMemory<byte>> intermediates, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(intermediates);
        var opened = new List<X509Certificate2>();
        X509Certificate2 Open(ReadOnlyMemory<byte> certificate)
        {
            opened.Add(X509CertificateLoader.LoadCertificate(certificate.Span));
            return opened[^1];
        }

        using var chain = new X509Chain();
        try
        {
            var policy = chain.ChainPolicy;
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.RevocationMode = X509RevocationMode.NoCheck;
            policy.DisableCertificateDownloads = true;
            policy.VerificationTime = now.UtcDateTime;
            foreach (var authority in _certificates)
                policy.CustomTrustStore.Add(Open(authority));
            foreach (var intermediate in intermediates)
                policy.ExtraStore.Add(Open(intermediate));
            if (!chain.Build(Open(der)))
                return string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
            return chain.ChainElements.Any(element => _revoked.Contains(RevocationKey(element.Certificate.IssuerName.RawData, element.Certificate.SerialNumberBytes.Span)))
                ? "it was revoked"
                : null;
        }
        catch (CryptographicException e)
        {
            return e.Message;
        }
        finally
        {
            foreach (var element in chain.ChainElements)
                element.Certificate.Dispose();
            opened.ForEach(certificate => certificate.Dispose());
        }
    }

    private static string RevocationKey(ReadOnlySpan<byte> issuer, ReadOnlySpan<byte> serial) =>
        Convert.ToHexString(issuer) + "/" + Convert.ToHexString(serial.TrimStart((byte)0));

    private void Add(string pem)
    {
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var data = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            if (rest[fields.Label] is "CERTIFICATE")
            {
                X509CertificateLoader.LoadCertificate(data).Dispose();
                _certificates.Add(data);
            }
            else if (rest[fields.Label] is "X509 CRL")
            {
                AddRevoked(data);
            }

            rest = rest[fields.Location.End..];
        }
    }

    // The lists come from the same trusted folder as the authorities, so their signatures add nothing.
    private void AddRevoked(byte[] list)
    {
        var structure = Org.BouncyCastle.Asn1.X509.CertificateList.GetInstance(list);
        var issuer = structure.Issuer.GetDerEncoded();
        foreach (var entry in structure.GetRevokedCertificateEnumeration())
            _revoked.Add(RevocationKey(issuer, entry.UserCertificate.Value.ToByteArrayUnsigned()));
    }
}
