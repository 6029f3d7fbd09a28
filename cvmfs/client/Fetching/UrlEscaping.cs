using System.Text;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>URLs as the original writes them (formats §9.1).</summary>
internal static class UrlEscaping
{
    private const string Kept = "/:.@+-_~[],";

    /// <summary>Base URL, slash, escaped path.</summary>
    public static string Join(Uri server, string path)
    {
        var text = new StringBuilder(server.OriginalString.Length + path.Length + 8);
        text.Append(server.OriginalString.TrimEnd('/')).Append('/');
        Append(text, path);
        return text.ToString();
    }

    /// <summary>Escapes everything but letters, digits and the characters that URLs of the original keep.</summary>
    public static void Append(StringBuilder text, string path)
    {
        foreach (var c in path)
        {
            if (char.IsAsciiLetterOrDigit(c) || Kept.Contains(c, StringComparison.Ordinal))
            {
                text.Append(c);
                continue;
            }

            // Bytes that are no UTF-8 travel as Latin-1 in path strings, so that no byte is lost.
            text.Append('%').Append(((int)c & 0xff).ToString("X2"));
        }
    }
}
