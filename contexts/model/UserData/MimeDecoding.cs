using System.Globalization;
using System.Text;

namespace CernVM.Contexts.Model.UserData;

/// <summary>Content-Transfer-Encoding of RFC 2045 §6.</summary>
internal static class MimeDecoding
{
    /// <summary>The bytes of a body, or null when it is not encoded as <paramref name="encoding"/> says or that is unknown.</summary>
    public static byte[]? Decode(string[] body, string encoding) => encoding switch
    {
        "" or "7bit" or "8bit" or "binary" => Encoding.Latin1.GetBytes(string.Join('\n', body)),
        "base64" => Base64(string.Concat(body)),
        "quoted-printable" => QuotedPrintable(body),
        _ => null,
    };

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[]? QuotedPrintable(string[] body)
    {
        var text = new StringBuilder();
        for (var i = 0; i < body.Length; i++)
        {
            var line = body[i].TrimEnd(' ', '\t');
            var soft = line.EndsWith('=');
            if (!Unescape(soft ? line[..^1] : line, text))
                return null;
            if (!soft && i < body.Length - 1)
                text.Append('\n');
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static bool Unescape(string line, StringBuilder text)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '=')
            {
                text.Append(line[i]);
                continue;
            }

            if (i + 2 >= line.Length || !byte.TryParse(line.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                return false;
            text.Append((char)value);
            i += 2;
        }

        return true;
    }
}
