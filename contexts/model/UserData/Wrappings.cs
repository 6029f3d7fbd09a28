using System.IO.Compression;
using System.Text;

namespace CernVM.Contexts.Model.UserData;

/// <summary>Gzip, base64 and UTF-8, each recognised by content because clouds and people add them unasked.</summary>
internal static class Wrappings
{
    private const int ShortestBase64 = 24;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] TextStarts = ["#", "[", "Content-Type:", "MIME-Version:", "From ", "\r\n", "\n"];

    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, ..];

    /// <summary>The inflated bytes, or null with the reason. Stops as soon as <paramref name="limit"/> is passed.</summary>
    public static byte[]? TryGunzip(byte[] bytes, int limit, out string? problem)
    {
        problem = null;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var inflated = new MemoryStream();
            var buffer = new byte[32 * 1024];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                inflated.Write(buffer, 0, read);
                if (inflated.Length <= limit)
                    continue;
                problem = $"it unpacks to more than {limit} bytes.";
                return null;
            }

            return inflated.ToArray();
        }
        catch (InvalidDataException e)
        {
            problem = $"it is damaged ({e.Message.TrimEnd('.')}).";
            return null;
        }
    }

    /// <summary>The text without a byte order mark, or null when the bytes are not UTF-8 or hold a zero.</summary>
    public static string? TryText(byte[] bytes)
    {
        try
        {
            var text = Utf8.GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// The bytes behind base64, or null when the text is something else. Words can look like base64, so what comes out must
    /// start like one of the accepted forms.
    /// </summary>
    public static byte[]? TryBase64(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < ShortestBase64 || trimmed.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '=' or '\n' or '\r')))
            return null;
        var bytes = new byte[trimmed.Length];
        if (!Convert.TryFromBase64String(trimmed, bytes, out var length))
            return null;
        Array.Resize(ref bytes, length);
        if (IsGzip(bytes))
            return bytes;
        return TryText(bytes) is { } inner && TextStarts.Any(s => inner.StartsWith(s, StringComparison.OrdinalIgnoreCase)) ? bytes : null;
    }
}
