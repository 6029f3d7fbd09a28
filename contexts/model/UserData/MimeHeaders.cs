namespace CernVM.Contexts.Model.UserData;

/// <summary>Headers of a message or part (RFC 822 lines, folded lines joined), with parameters of RFC 2045.</summary>
internal sealed class MimeHeaders
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Index of the first line of the body.</summary>
    public int BodyLine { get; private init; }

    /// <summary>Reads headers from <paramref name="start"/> on; null when the lines there are no headers.</summary>
    public static MimeHeaders? TryRead(string[] lines, int start)
    {
        var end = Array.FindIndex(lines, start, string.IsNullOrEmpty);
        var headers = new MimeHeaders { BodyLine = end < 0 ? lines.Length : end + 1 };
        string? name = null;
        for (var i = start; i < headers.BodyLine && i < lines.Length && lines[i].Length > 0; i++)
        {
            var line = lines[i];
            if (line[0] is ' ' or '\t' && name is not null)
            {
                headers._values[name] += " " + line.Trim();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (i == start && line.StartsWith("From ", StringComparison.Ordinal))
                continue;
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(' ', '\t'))
                return null;
            name = line[..colon];
            headers._values[name] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    /// <summary>The value without parameters in lower case; empty when the header is missing.</summary>
    public string Value(string name) => _values.GetValueOrDefault(name, "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A parameter of a header, unquoted; empty when missing.</summary>
    public string Parameter(string header, string name)
    {
        foreach (var piece in _values.GetValueOrDefault(header, "").Split(';').Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && piece[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return piece[(equals + 1)..].Trim().Trim('"');
        }

        return "";
    }
}
