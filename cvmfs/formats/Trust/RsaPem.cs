using System.Security.Cryptography;
using System.Text;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>RSA keys as PEM text.</summary>
internal static class RsaPem
{
    /// <summary>Longest key file in bytes; RSA-16384 needs 13 kB (ours, arbitrary).</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>The shortest modulus that may sign or verify, in bits.</summary>
    public const int MinBits = 1024;

    /// <summary>What mkfs makes.</summary>
    public const int DefaultBits = 2048;

    public static Parsed<RSA> Read(ReadOnlySpan<byte> pem, string kind)
    {
        if (pem.Length > MaxLength)
            return TrustErrors.Key(kind, $"it has {pem.Length} bytes");
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(Encoding.Latin1.GetString(pem));
            if (rsa.KeySize >= MinBits)
            {
                var good = rsa;
                rsa = null;
                return good;
            }

            return TrustErrors.Key(kind, $"{rsa.KeySize} bits are too few, at least {MinBits} are needed");
        }
        catch (ArgumentException)
        {
            return TrustErrors.Key(kind, "there is no (unencrypted) key in it");
        }
        catch (CryptographicException e)
        {
            return TrustErrors.Key(kind, e.Message);
        }
        finally
        {
            rsa?.Dispose();
        }
    }
}
