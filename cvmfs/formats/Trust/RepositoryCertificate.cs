using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>
/// Certificate that verifies manifests. Its dates mean nothing to clients: only the whitelist, and where that says so an
/// authority, give it trust.
/// </summary>
public sealed class RepositoryCertificate
{
    /// <summary>Days that mkfs writes into a new certificate.</summary>
    public const int DefaultValidityDays = 365;

    /// <summary>Longest certificate object, plain, in bytes (ours, arbitrary).</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>Characters of the repository's name that fit into a common name of 64 beside the rest.</summary>
    private const int NameInSubject = 30;

    private readonly byte[] _der;

    private RepositoryCertificate(byte[] der, byte[] pem, X509Certificate2 certificate, byte[] publicKeyInfo)
    {
        _der = der;
        Pem = pem;
        Subject = certificate.Subject;
        NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        PublicKeyInfo = publicKeyInfo;
    }

    /// <summary>The PEM bytes as they are stored.</summary>
    public ReadOnlyMemory<byte> Pem { get; }

    /// <summary>The certificate's binary form.</summary>
    public ReadOnlyMemory<byte> Der => _der;

    /// <summary>Whose it is, for people.</summary>
    public string Subject { get; }

    /// <summary>Its date of expiry, for people.</summary>
    public DateTimeOffset NotAfter { get; }

    internal ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>Reads the first certificate of a PEM file.</summary>
    public static Parsed<RepositoryCertificate> Parse(ReadOnlySpan<byte> pem)
    {
        if (pem.Length > MaxLength)
            return TrustErrors.Certificate($"it has {pem.Length} bytes");
        var text = Encoding.Latin1.GetString(pem);
        if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] is not ("CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE"))
            return TrustErrors.Certificate("there is no PEM certificate in it");
        try
        {
            var der = Convert.FromBase64String(text[fields.Base64Data]);
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            using var key = certificate.GetRSAPublicKey();
            if (key is null || key.KeySize < RsaPem.MinBits)
                return TrustErrors.Certificate($"its key is not RSA of at least {RsaPem.MinBits} bits");
            return new RepositoryCertificate(certificate.RawData, pem.ToArray(), certificate, key.ExportSubjectPublicKeyInfo());
        }
        catch (CryptographicException e)
        {
            return TrustErrors.Certificate(e.Message);
        }
    }

    /// <summary>Makes a self-signed certificate as mkfs does.</summary>
    public static RepositoryCertificate CreateSelfSigned(RepositoryName name, RepositoryKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = name.ToString();
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName((text.Length > NameInSubject ? text[..NameInSubject] : text) + " CernVM-FS Release Managers");
        var request = new CertificateRequest(subject.Build(), key.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now, now.AddDays(DefaultValidityDays));
        return Parse(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n")).Value;
    }

    /// <summary>Hash of the binary form.</summary>
    public CertificateFingerprint Fingerprint(ContentHashAlgorithm algorithm) => new(ContentHash.Compute(algorithm, _der));

    /// <summary>True when the signature over the hash's text was made with this certificate's key.</summary>
    public bool Verify(ContentHash hash, ReadOnlySpan<byte> signature)
    {
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(PublicKeyInfo.Span, out _);
        return key.VerifyData(Encoding.ASCII.GetBytes(hash.ToString()), signature, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
    }
}
