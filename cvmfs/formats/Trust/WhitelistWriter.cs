using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Writes <c>.cvmfswhitelist</c>.</summary>
public static class WhitelistWriter
{
    /// <summary>The text that is hashed and signed.</summary>
    public static byte[] WriteText(Whitelist whitelist)
    {
        ArgumentNullException.ThrowIfNull(whitelist);
        var text = new StringBuilder();
        text.Append(Time(whitelist.IssuedAt)).Append('\n');
        text.Append('E').Append(Time(whitelist.ExpiresAt)).Append('\n');
        text.Append('N').Append(whitelist.Repository).Append('\n');
        if (whitelist.RequiresPkcs7)
            text.Append("Vpkcs7\n");
        if (whitelist.RequiresAuthority)
            text.Append("Wcachain\n");
        foreach (var fingerprint in whitelist.Fingerprints)
            text.Append(fingerprint).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The whole file.</summary>
    /// <param name="whitelist">The values.</param>
    /// <param name="algorithm">The repository's hash algorithm.</param>
    /// <param name="sign">Signs a hash; usually <see cref="MasterKey.Sign"/>.</param>
    public static byte[] Write(Whitelist whitelist, ContentHashAlgorithm algorithm, Func<ContentHash, byte[]> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        var text = WriteText(whitelist);
        var hash = ContentHash.Compute(algorithm, text);
        return SignedText.Join(text, hash, sign(hash));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
