using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Manifests;

/// <summary>Reads <c>.cvmfspublished</c>. What it returns is consistent with its own hash line, but not verified yet.</summary>
public static class ManifestReader
{
    /// <summary>Longest manifest in bytes, some hundred times a real one (ours, arbitrary).</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>Reads a whole manifest with its signature.</summary>
    public static Parsed<SignedManifest> Parse(ReadOnlyMemory<byte> data)
    {
        if (data.Length > MaxLength)
            return ManifestErrors.TooLong(data.Length, MaxLength);
        var bytes = data.Span;
        var textLength = SignedText.FindEnd(bytes);
        if (textLength < 0)
            return ManifestErrors.NoSignature(bytes.Length);
        if (!ParseText(bytes[..textLength]).TryGet(out var manifest, out var error))
            return error;
        if (!SignedText.TryReadHash(bytes, textLength, out var hash, out var signatureStart))
            return ManifestErrors.HashLine(textLength);
        if (hash != ContentHash.Compute(manifest.RootCatalog.Algorithm, bytes[..textLength]))
            return ManifestErrors.HashMismatch(textLength);
        if (signatureStart == bytes.Length)
            return ManifestErrors.EmptySignature(signatureStart);
        return new SignedManifest(manifest, hash, data[signatureStart..]);
    }

    /// <summary>Reads the text alone: lines of a letter and a value. Unknown letters are passed over.</summary>
    public static Parsed<Manifest> ParseText(ReadOnlySpan<byte> text)
    {
        var fields = new ManifestFields();
        var offset = 0;
        while (offset < text.Length)
        {
            var length = text[offset..].IndexOf((byte)'\n');
            var line = length < 0 ? text[offset..] : text.Slice(offset, length);
            if (!line.IsEmpty && fields.Read((char)line[0], line[1..], offset) is { } error)
                return error;
            offset += line.Length + 1;
        }

        return fields.Finish();
    }
}
