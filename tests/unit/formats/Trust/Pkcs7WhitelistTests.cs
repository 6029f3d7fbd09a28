using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CernVM.Cvmfs.Formats.Trust;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Trust;

public sealed class Pkcs7WhitelistTests : IDisposable
{
    private const string Text = "20261122135345\nE20261222135345\nNsw.example.org\nVpkcs7\nC5:A6:6B:B1:84:42:20:1E:D1:AE:86:92:B3:BA:D0:76:A5:EF:EF:AB\n";
    private static readonly RepositoryName Name = RepositoryName.Parse("sw.example.org");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 13, 7, 31, TimeSpan.Zero);

    private readonly RSA _authorityKey = TestKeys.Rsa(TestKeys.Master.ExportPem());
    private readonly RSA _signerKey = TestKeys.Rsa(TestKeys.Repository.ExportPem());
    private readonly X509Certificate2 _authority;

    public Pkcs7WhitelistTests()
    {
        var request = new CertificateRequest("CN=Test authority", _authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _authorityKey.Dispose();
        _signerKey.Dispose();
    }

    [Fact]
    public void A_signer_with_authority_and_the_right_name_is_accepted()
    {
        var whitelist = Pkcs7Whitelist.Parse(Sign("cvmfs:sw.example.org")).Value;

        Assert.Equal(Name, whitelist.Whitelist.Repository);
        Assert.Null(whitelist.Check(Name, Authorities(), Now));
    }

    [Fact]
    public void Other_signers_are_refused()
    {
        var good = Pkcs7Whitelist.Parse(Sign("cvmfs:sw.example.org")).Value;

        Assert.NotNull(good.Check(Name, CertificateAuthorities.None, Now));
        Assert.NotNull(good.Check(Name, Authorities(), Now.AddDays(60)));
        Assert.NotNull(good.Check(RepositoryName.Parse("other.example.org"), Authorities(), Now));
        Assert.Contains("URI:cvmfs:sw.example.org", Pkcs7Whitelist.Parse(Sign("cvmfs:sw.example.or")).Value.Check(Name, Authorities(), Now), StringComparison.Ordinal);
        Assert.Contains("URI:cvmfs:sw.example.org", Pkcs7Whitelist.Parse(Sign(null)).Value.Check(Name, Authorities(), Now), StringComparison.Ordinal);
    }

    [Fact]
    public void A_revoked_signer_is_refused()
    {
        var revoked = new CertificateRevocationListBuilder();
        revoked.AddEntry([1, 2, 3]);
        var list = revoked.Build(_authority, 1, Now.AddDays(20), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, Now.AddDays(-1));
        var pem = _authority.ExportCertificatePem() + "\n" + PemEncoding.WriteString("X509 CRL", list);

        var authorities = CertificateAuthorities.Parse([Encoding.ASCII.GetBytes(pem)]).Value;

        Assert.Equal(1, authorities.Count);
        Assert.Equal("it was revoked", Pkcs7Whitelist.Parse(Sign("cvmfs:sw.example.org")).Value.Check(Name, authorities, Now));
    }

    [Fact(Timeout = 60_000)]
    public void Damaged_bytes_never_verify_with_other_content()
    {
        var valid = Sign("cvmfs:sw.example.org");
        var authorities = Authorities();

        Mutations.Of(valid).Sample(
            bytes => !Pkcs7Whitelist.Parse(bytes).TryGet(out var read, out var error)
                ? error.Id is "WHL008" or "WHL001" or "WHL003" or "WHL007"
                : read.Check(Name, authorities, Now) is not null || read.Whitelist.Fingerprints.Count == 1,
            iter: 300);
    }

    private CertificateAuthorities Authorities() =>
        CertificateAuthorities.Parse([Encoding.ASCII.GetBytes(_authority.ExportCertificatePem())]).Value;

    private byte[] Sign(string? alternativeName)
    {
        var request = new CertificateRequest("CN=Signer", _signerKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (alternativeName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("cvmfs.example.org");
            names.AddUri(new Uri(alternativeName));
            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = request.Create(_authority, Now.AddDays(-1), Now.AddDays(30), [1, 2, 3]);
        using var withKey = certificate.CopyWithPrivateKey(_signerKey);
        var cms = new SignedCms(new ContentInfo(Encoding.ASCII.GetBytes(Text)));
        cms.ComputeSignature(new CmsSigner(withKey) { IncludeOption = X509IncludeOption.EndCertOnly });
        return Encoding.ASCII.GetBytes(PemEncoding.WriteString("PKCS7", cms.Encode()));
    }
}
