namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>
/// The <c>KEY=value</c> lines of a configuration file that shells source: comments, <c>export</c>, single and double quotes. Command
/// substitution is not carried out: the text stays as it is.
/// </summary>
public sealed class ShellSettings
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The keys and values read so far.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Reads settings from text; later lines win.</summary>
    public static ShellSettings Parse(string text)
    {
        var settings = new ShellSettings();
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith("export ", StringComparison.Ordinal))
                line = line[7..].TrimStart();
            var equals = line.IndexOf('=');
            if (equals > 0 && line[0] != '#')
                settings._values[line[..equals]] = Unquote(line[(equals + 1)..]);
        }

        return settings;
    }

    /// <summary>The value of a key, or the default when it is absent or empty.</summary>
    public string Get(string key, string otherwise) => _values.TryGetValue(key, out var value) && value.Length > 0 ? value : otherwise;

    /// <summary>A switch: <c>true</c>, <c>yes</c>, <c>on</c> or <c>1</c> in any case.</summary>
    public bool IsOn(string key, bool otherwise) => Get(key, otherwise ? "true" : "false").ToUpperInvariant() is "TRUE" or "YES" or "ON" or "1";

    /// <summary>A number of bytes, seconds or the like; fails with the key's name when it is none.</summary>
    public long Number(string key, long otherwise)
    {
        if (!_values.TryGetValue(key, out var value) || value.Length == 0)
            return otherwise;
        return long.TryParse(value, out var number) && number >= 0
            ? number
            : throw new ServerException("SRV010", $"{key}={value} in server.conf is not a whole number; correct it there.");
    }

    private static string Unquote(string value)
    {
        if (value.Length == 0 || value[0] is not ('"' or '\''))
        {
            var comment = value.IndexOf(" #", StringComparison.Ordinal);
            return (comment >= 0 ? value[..comment] : value).TrimEnd();
        }

        var end = value.IndexOf(value[0], 1);
        return end > 0 ? value[1..end] : value[1..];
    }
}
