using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Reads <c>.cvmfswhitelist</c>. What it returns is consistent with its own hash line, but not verified yet.</summary>
public static class WhitelistReader
{
    /// <summary>Longest whitelist in bytes: room for thousands of certificates (ours, arbitrary).</summary>
    public const int MaxLength = 256 * 1024;

    private const string TimeFormat = "yyyyMMddHHmmss";

    /// <summary>Reads a whole whitelist with its signature.</summary>
    public static Parsed<SignedWhitelist> Parse(ReadOnlyMemory<byte> data)
    {
        if (data.Length > MaxLength)
            return TrustErrors.WhitelistTooLong(data.Length, MaxLength);
        var bytes = data.Span;
        var textLength = SignedText.FindEnd(bytes);
        if (textLength < 0)
            return TrustErrors.WhitelistNoSignature(bytes.Length);
        if (!ParseText(bytes[..textLength]).TryGet(out var whitelist, out var error))
            return error;
        if (!SignedText.TryReadHash(bytes, textLength, out var hash, out var signatureStart))
            return TrustErrors.WhitelistHashLine(textLength);
        if (hash != ContentHash.Compute(hash.Algorithm, bytes[..textLength]))
            return TrustErrors.WhitelistHashMismatch(textLength);
        if (signatureStart == bytes.Length && !whitelist.RequiresPkcs7)
            return TrustErrors.WhitelistNoSignatureBytes(signatureStart);
        return new SignedWhitelist(whitelist, hash, data[signatureStart..]);
    }

    /// <summary>Reads the text alone.</summary>
    public static Parsed<Whitelist> ParseText(ReadOnlySpan<byte> text)
    {
        var lines = new Lines(text);
        if (!lines.Next(out var line) || !TryTime(line, out var issued))
            return TrustErrors.WhitelistLine("time of issue", lines.Offset);
        if (!lines.Next(out line) || !line.StartsWith("E"u8) || !TryTime(line[1..], out var expiry))
            return TrustErrors.WhitelistLine("time of expiry", lines.Offset);
        if (!lines.Next(out line) || !line.StartsWith("N"u8) || !RepositoryName.TryParse(Encoding.Latin1.GetString(line[1..]), out var name))
            return TrustErrors.WhitelistLine("repository's name", lines.Offset);

        bool pkcs7 = false, authority = false;
        var fingerprints = new List<CertificateFingerprint>();
        while (lines.Next(out line))
        {
            if (line.SequenceEqual("Vpkcs7"u8))
            {
                pkcs7 = true;
            }
            else if (line.SequenceEqual("Wcachain"u8))
            {
                authority = true;
            }
            else if (WithoutComment(line) is { IsEmpty: false } entry)
            {
                if (!CertificateFingerprint.TryParse(Encoding.Latin1.GetString(entry), out var fingerprint))
                    return TrustErrors.WhitelistFingerprint(lines.Offset);
                fingerprints.Add(fingerprint);
            }
        }

        return new Whitelist
        {
            IssuedAt = issued,
            ExpiresAt = expiry,
            Repository = name,
            RequiresPkcs7 = pkcs7,
            RequiresAuthority = authority,
            Fingerprints = fingerprints,
        };
    }

    private static ReadOnlySpan<byte> WithoutComment(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny((byte)' ', (byte)'\t', (byte)'#');
        return end < 0 ? line : line[..end];
    }

    private static bool TryTime(ReadOnlySpan<byte> line, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            Encoding.Latin1.GetString(line),
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time);

    /// <summary>Lines and where they start.</summary>
    private ref struct Lines(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _next;

        public int Offset { get; private set; }

        public bool Next(out ReadOnlySpan<byte> line)
        {
            line = default;
            Offset = _next;
            if (_next >= _text.Length)
                return false;
            var rest = _text[_next..];
            var end = rest.IndexOf((byte)'\n');
            line = end < 0 ? rest : rest[..end];
            _next += line.Length + 1;
            return true;
        }
    }
}
