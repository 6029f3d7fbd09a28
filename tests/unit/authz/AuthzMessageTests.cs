using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CernVM.Cvmfs.Client.Fetching;
using CsCheck;

namespace CernVM.Cvmfs.Authz.Tests;

public sealed class AuthzMessageTests
{
    private static readonly RequestOrigin Caller = new(7, 1000, 100);

    [Fact]
    public void Messages_are_those_of_the_original()
    {
        Assert.Equal(
            """{"cvmfs_authz_v1":{"msgid":0,"revision":0,"fqrn":"a.b","syslog_facility":-1,"syslog_level":3}}""",
            Encoding.UTF8.GetString(AuthzMessage.Handshake(new AuthzSettings { Repository = "a.b" })));
        Assert.Equal(
            """{"cvmfs_authz_v1":{"msgid":2,"revision":0,"uid":1000,"gid":100,"pid":7,"membership":"L2E6L2I="}}""",
            Encoding.UTF8.GetString(AuthzMessage.Verify(Caller, "x509%/a:/b")));
        Assert.Equal("""{"cvmfs_authz_v1":{"msgid":4,"revision":0}}""", Encoding.UTF8.GetString(AuthzMessage.Quit()));
    }

    [Theory]
    [InlineData("""{"cvmfs_authz_v1":{"msgid":1,"revision":0}}""", true)]
    [InlineData("""{"cvmfs_authz_v1":{"msgid":3,"revision":0}}""", false)]
    [InlineData("""{"cvmfs_authz_v1":{"msgid":1}}""", false)]
    [InlineData("""{"other":{"msgid":1,"revision":0}}""", false)]
    [InlineData("""[1]""", false)]
    [InlineData("not json", false)]
    public void Only_a_proper_handshake_is_ready(string message, bool ready) => Assert.Equal(ready, AuthzMessage.IsReady(Encoding.UTF8.GetBytes(message)));

    [Theory]
    [InlineData(""" "status":0 """, 0, 120)]
    [InlineData(""" "status":3,"ttl":10 """, 3, 10)]
    [InlineData(""" "status":0,"ttl":-5 """, 0, 0)]
    [InlineData(""" "status":77 """, 5, 120)]
    public void A_permit_has_status_and_lifetime(string body, int status, int seconds)
    {
        var permit = Permit(body)!;
        Assert.Equal((status, (double)seconds), ((int)permit.Status, permit.Lifetime.TotalSeconds));
        Assert.Null(permit.Credential);
    }

    [Theory]
    [InlineData(""" "ttl":1 """)]
    [InlineData(""" "status":"0" """)]
    [InlineData(""" "status":0,"x509_proxy":"no base64!" """)]
    [InlineData(""" "status":0,"x509_proxy":"bm8gcGVt" """)]
    public void A_broken_permit_is_none(string body) => Assert.Null(Permit(body));

    [Fact]
    public void A_token_that_is_no_text_makes_a_broken_permit() =>
        Assert.Null(AuthzMessage.ReadPermit(Encoding.Latin1.GetBytes("{\"cvmfs_authz_v1\":{\"msgid\":3,\"revision\":0,\"status\":0,\"bearer_token\":\"\u00c9\"}}")));

    [Fact]
    public void A_bearer_token_is_a_credential() => Assert.Equal("secret", Permit(""" "status":0,"bearer_token":"secret" """)!.Credential!.BearerToken);

    [Fact]
    public void A_proxy_is_a_certificate_with_its_key_and_chain()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=proxy", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var pem = $"{certificate.ExportCertificatePem()}\n{key.ExportRSAPrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n";

        var credential = Permit($""" "status":0,"x509_proxy":"{Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))}" """)!.Credential!;

        Assert.True(credential.Certificate!.HasPrivateKey);
        Assert.Single(credential.Chain!);
        Assert.DoesNotContain("PRIVATE", credential.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_helper_writes_is_read_without_an_exception() =>
        Gen.Byte.Array[0, 100].Sample(bytes =>
        {
            Assert.False(AuthzMessage.IsReady(bytes));
            Assert.Null(AuthzMessage.ReadPermit(bytes));
        });

    private static Permit? Permit(string body) => AuthzMessage.ReadPermit(Encoding.UTF8.GetBytes($$$"""{"cvmfs_authz_v1":{"msgid":3,"revision":0,{{{body}}}}}"""));
}
