using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>An authority of the test's own and a certificate for <c>localhost</c>, as PEM files; besides it an empty folder.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);

    public TestAuthority()
    {
        var authorities = Directory.CreateDirectory(Path.Combine(Folder, "authorities")).FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "none"));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(From, From.AddDays(30));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var server = request.Create(authority, From, From.AddDays(20), [1, 2, 3, 4]);

        File.WriteAllText(Path.Combine(authorities, "ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "server.pem"), server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("cvmfs-authority-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
