using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>
/// A whitelist inside PKCS#7 signed data, <c>.cvmfswhitelist.pkcs7</c>: a signer must come from a trusted authority and carry the
/// alternative name <c>URI:cvmfs:&lt;fqrn&gt;</c> (formats §4.4).
/// </summary>
public sealed class Pkcs7Whitelist
{
    private const string AlternativeNameOid = "2.5.29.17";
    private const int UriTag = 6;

    private readonly SignedCms _cms;

    private Pkcs7Whitelist(SignedCms cms, Whitelist whitelist)
    {
        _cms = cms;
        Whitelist = whitelist;
    }

    /// <summary>The embedded values; not verified yet.</summary>
    public Whitelist Whitelist { get; }

    /// <summary>Reads the PEM envelope and the whitelist in it. A hash line in the embedded text is not needed and passed over.</summary>
    public static Parsed<Pkcs7Whitelist> Parse(ReadOnlySpan<byte> pem)
    {
        if (pem.Length > WhitelistReader.MaxLength)
            return TrustErrors.WhitelistTooLong(pem.Length, WhitelistReader.MaxLength);
        var text = Encoding.Latin1.GetString(pem);
        if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] is not ("PKCS7" or "CMS"))
            return TrustErrors.Pkcs7("there is no PEM block PKCS7 in it");
        try
        {
            var cms = new SignedCms();
            cms.Decode(Convert.FromBase64String(text[fields.Base64Data]));
            var content = cms.ContentInfo.Content.AsSpan();
            var end = SignedText.FindEnd(content);
            return WhitelistReader.ParseText(end < 0 ? content : content[..end]).TryGet(out var whitelist, out var error)
                ? new Pkcs7Whitelist(cms, whitelist)
                : error;
        }
        catch (CryptographicException e)
        {
            return TrustErrors.Pkcs7(e.Message);
        }
    }

    /// <summary>Checks signature, authority and alternative name; null when all is well, else the reason.</summary>
    public string? Check(RepositoryName repository, CertificateAuthorities authorities, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authorities);
        try
        {
            _cms.CheckSignature(verifySignatureOnly: true);
        }
        catch (CryptographicException e)
        {
            return e.Message;
        }

        var embedded = _cms.Certificates.Select(certificate => (ReadOnlyMemory<byte>)certificate.RawData).ToList();
        var reason = "nobody signed it";
        foreach (var signer in _cms.SignerInfos)
        {
            if (signer.Certificate is not { } certificate)
                reason = "the signer's certificate is not in it";
            else if (!Names(certificate, "cvmfs:" + repository))
                reason = $"the signer's certificate has no alternative name URI:cvmfs:{repository}";
            else if (authorities.Check(certificate.RawData, embedded, now) is { } cause)
                reason = cause;
            else
                return null;
        }

        return reason;
    }

    private static bool Names(X509Certificate2 certificate, string uri)
    {
        var extension = certificate.Extensions[AlternativeNameOid];
        if (extension is null)
            return false;
        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                var tag = names.PeekTag();
                var isUri = tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, UriTag));
                var value = names.ReadEncodedValue();
                if (isUri && AsnDecoder.ReadCharacterString(value.Span, AsnEncodingRules.DER, UniversalTagNumber.IA5String, out _, tag) == uri)
                    return true;
            }

            return false;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
