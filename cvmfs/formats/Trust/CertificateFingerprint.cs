using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Hash of a certificate's DER bytes, written <c>AB:CD:…</c> with the algorithm appended in capitals.</summary>
public readonly record struct CertificateFingerprint(ContentHash Hash)
{
    private const int MaxLength = 80;

    /// <summary>Reads the text form; colons and case do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CertificateFingerprint fingerprint)
    {
        fingerprint = default;
        if (text.Length > MaxLength)
            return false;
        Span<char> plain = stackalloc char[MaxLength];
        var length = 0;
        foreach (var c in text)
        {
            if (c != ':')
                plain[length++] = char.ToLowerInvariant(c);
        }

        if (!ContentHash.TryParse(plain[..length], out var hash))
            return false;
        fingerprint = new CertificateFingerprint(hash);
        return true;
    }

    /// <summary>Capital hex pairs with colons, then the algorithm, such as <c>-SHAKE128</c>.</summary>
    public override string ToString()
    {
        var pairs = Convert.ToHexString(Hash.ToDigest()).Chunk(2).Select(pair => new string(pair));
        return string.Join(':', pairs) + HashText.Marker(Hash.Algorithm).ToUpperInvariant();
    }
}
