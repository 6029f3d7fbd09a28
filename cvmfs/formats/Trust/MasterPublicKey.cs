using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>
/// Public half of a master key, <c>/etc/cvmfs/keys/…/*.pub</c>. Verifies whitelists: RSA with PKCS#1 type 1 padding directly
/// around the hash text, without DigestInfo (formats §4.2).
/// </summary>
public sealed class MasterPublicKey
{
    private const int MinPadding = 8;

    private readonly BigInteger _modulus;
    private readonly BigInteger _exponent;
    private readonly int _size;
    private readonly string _pem;

    internal MasterPublicKey(RSA rsa)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        _modulus = new BigInteger(parameters.Modulus, isUnsigned: true, isBigEndian: true);
        _exponent = new BigInteger(parameters.Exponent, isUnsigned: true, isBigEndian: true);
        _size = parameters.Modulus!.Length;
        _pem = rsa.ExportSubjectPublicKeyInfoPem() + "\n";
    }

    /// <summary>Reads a PEM file with one public key.</summary>
    public static Parsed<MasterPublicKey> Parse(ReadOnlySpan<byte> pem)
    {
        const string Kind = "master public key";
        if (!RsaPem.Read(pem, Kind).TryGet(out var rsa, out var error))
            return error;
        using (rsa)
        {
            var key = new MasterPublicKey(rsa);
            // A huge exponent would make every verification a denial of service.
            return key._exponent.GetBitLength() <= 33 ? key : TrustErrors.Key(Kind, "its exponent is longer than 33 bits");
        }
    }

    /// <summary>True when the signature was made over the text of <paramref name="hash"/> with the private half.</summary>
    public bool Verify(ContentHash hash, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != _size)
            return false;
        var value = new BigInteger(signature, isUnsigned: true, isBigEndian: true);
        if (value >= _modulus)
            return false;

        // Building what must come out and comparing all of it leaves no room for lenient padding checks.
        var text = Encoding.ASCII.GetBytes(hash.ToString());
        var padding = _size - 3 - text.Length;
        if (padding < MinPadding)
            return false;
        byte[] expected = [0, 1, .. Enumerable.Repeat((byte)0xFF, padding), 0, .. text];
        return BigInteger.ModPow(value, _exponent, _modulus) == new BigInteger(expected, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>The key as PEM text.</summary>
    public string ToPem() => _pem;
}
