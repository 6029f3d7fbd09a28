using System.Security.Cryptography.X509Certificates;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Proof of membership for one request: a bearer token (RFC 6750), or a certificate with its private key for the TLS handshake.</summary>
public sealed class RequestCredential
{
    private RequestCredential(string? bearerToken, X509Certificate2? certificate, X509Certificate2Collection? chain) =>
        (BearerToken, Certificate, Chain) = (bearerToken, certificate, chain);

    /// <summary>The token, or null.</summary>
    public string? BearerToken { get; }

    /// <summary>The certificate with private key, or null; owned by whoever made the credential.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Certificates between <see cref="Certificate"/> and an authority (a grid proxy certificate has some), or null.</summary>
    public X509Certificate2Collection? Chain { get; }

    /// <summary>A credential that is a token.</summary>
    public static RequestCredential FromToken(string token) => new(token, null, null);

    /// <summary>A credential that is a certificate.</summary>
    public static RequestCredential FromCertificate(X509Certificate2 certificate, X509Certificate2Collection? chain = null) => new(null, certificate, chain);

    /// <summary>Says what kind it is, and nothing secret.</summary>
    public override string ToString() => BearerToken is null ? "X.509 credential" : "bearer token";
}
