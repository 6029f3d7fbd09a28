using System.Security.Cryptography;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Private key of the release manager, <c>/etc/cvmfs/keys/&lt;fqrn&gt;.key</c>. Signs manifests.</summary>
public sealed class RepositoryKey : IDisposable
{
    private RepositoryKey(RSA rsa) => Rsa = rsa;

    internal RSA Rsa { get; }

    /// <summary>Reads a PEM file with one unencrypted private key (PKCS#1 or PKCS#8).</summary>
    public static Parsed<RepositoryKey> Parse(ReadOnlySpan<byte> pem)
    {
        if (!RsaPem.Read(pem, "repository key").TryGet(out var rsa, out var error))
            return error;
        return PrivateKeys.IsPrivate(rsa) ? new RepositoryKey(rsa) : PrivateKeys.OnlyPublic(rsa, "repository key");
    }

    /// <summary>Makes a new key.</summary>
    public static RepositoryKey Generate() => new(RSA.Create(RsaPem.DefaultBits));

    /// <summary>Signs the hash's text: an ordinary PKCS#1 v1.5 signature with SHA-1, whatever made the hash (formats §3).</summary>
    public byte[] Sign(ContentHash hash) =>
        Rsa.SignData(Encoding.ASCII.GetBytes(hash.ToString()), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

    /// <summary>True when the certificate is about this key.</summary>
    public bool Belongs(RepositoryCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Rsa.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKeyInfo.Span);
    }

    /// <summary>The private key as PEM text; secret.</summary>
    public string ExportPem() => Rsa.ExportRSAPrivateKeyPem() + "\n";

    /// <inheritdoc/>
    public void Dispose() => Rsa.Dispose();
}
