using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats;

/// <summary>
/// The envelope of manifests and whitelists: text, the line <c>--</c>, a line with the text's hash, then raw signature bytes.
/// </summary>
internal static class SignedText
{
    private static ReadOnlySpan<byte> Separator => "--\n"u8;

    /// <summary>Length of the text in front of the separator line, or -1.</summary>
    public static int FindEnd(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith(Separator))
            return 0;
        var index = data.IndexOf("\n--\n"u8);
        return index < 0 ? -1 : index + 1;
    }

    /// <summary>Reads the hash line behind the text and gives the place of the signature.</summary>
    public static bool TryReadHash(ReadOnlySpan<byte> data, int textLength, out ContentHash hash, out int signatureStart)
    {
        signatureStart = 0;
        hash = default;
        var start = textLength + Separator.Length;
        var length = data[start..].IndexOf((byte)'\n');
        if (length < 0 || !ContentHash.TryParse(data.Slice(start, length), out hash) || hash.Algorithm == ContentHashAlgorithm.Md5)
            return false;
        signatureStart = start + length + 1;
        return true;
    }

    /// <summary>Puts text, separator, hash line and signature together.</summary>
    public static byte[] Join(ReadOnlySpan<byte> text, ContentHash hash, ReadOnlySpan<byte> signature) =>
        [.. text, .. Separator, .. Encoding.ASCII.GetBytes(hash.ToString()), (byte)'\n', .. signature];
}
