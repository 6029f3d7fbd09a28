using System.Security.Cryptography;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Tells private keys from public ones after loading.</summary>
internal static class PrivateKeys
{
    public static bool IsPrivate(RSA rsa)
    {
        try
        {
            var parameters = rsa.ExportParameters(includePrivateParameters: true);
            CryptographicOperations.ZeroMemory(parameters.D);
            return parameters.D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static FormatError OnlyPublic(RSA rsa, string kind)
    {
        rsa.Dispose();
        return TrustErrors.Key(kind, "it holds only the public half");
    }
}
