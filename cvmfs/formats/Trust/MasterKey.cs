using System.Security.Cryptography;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Private master key, <c>/etc/cvmfs/keys/&lt;fqrn&gt;.masterkey</c>. Signs whitelists.</summary>
public sealed class MasterKey : IDisposable
{
    private readonly RSA _rsa;

    private MasterKey(RSA rsa)
    {
        _rsa = rsa;
        PublicKey = new MasterPublicKey(rsa);
    }

    /// <summary>The half that everybody gets.</summary>
    public MasterPublicKey PublicKey { get; }

    /// <summary>Reads a PEM file with one unencrypted private key (PKCS#1 or PKCS#8).</summary>
    public static Parsed<MasterKey> Parse(ReadOnlySpan<byte> pem)
    {
        if (!RsaPem.Read(pem, "master key").TryGet(out var rsa, out var error))
            return error;
        return PrivateKeys.IsPrivate(rsa) ? new MasterKey(rsa) : PrivateKeys.OnlyPublic(rsa, "master key");
    }

    /// <summary>Makes a new key.</summary>
    public static MasterKey Generate() => new(RSA.Create(RsaPem.DefaultBits));

    /// <summary>Signs the hash's text: PKCS#1 type 1 padding without DigestInfo, as <c>openssl rsautl -sign</c> does.</summary>
    public byte[] Sign(ContentHash hash)
    {
        // The runtime has no raw signature; this engine blinds the private operation.
        var engine = new Pkcs1Encoding(new RsaBlindedEngine());
        engine.Init(forEncryption: true, ToBouncyCastle(_rsa.ExportParameters(includePrivateParameters: true)));
        var text = Encoding.ASCII.GetBytes(hash.ToString());
        return engine.ProcessBlock(text, 0, text.Length);
    }

    /// <summary>The private key as PEM text; secret.</summary>
    public string ExportPem() => _rsa.ExportRSAPrivateKeyPem() + "\n";

    /// <inheritdoc/>
    public void Dispose() => _rsa.Dispose();

    private static RsaPrivateCrtKeyParameters ToBouncyCastle(RSAParameters key)
    {
        static BigInteger Number(byte[]? bytes) => new(1, bytes);
        return new RsaPrivateCrtKeyParameters(
            Number(key.Modulus), Number(key.Exponent), Number(key.D), Number(key.P), Number(key.Q), Number(key.DP), Number(key.DQ), Number(key.InverseQ));
    }
}
