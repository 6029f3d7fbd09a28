namespace CernVM.Builder.Tooling.Debian;

/// <summary>Reads the package sources of a machine, both forms of sources.list(5).</summary>
public static class AptSources
{
    /// <summary>Every binary source below a folder such as <c>/etc/apt</c>; empty when there is none.</summary>
    public static IReadOnlyList<AptSource> Read(string folder)
    {
        var list = new List<AptSource>();
        var main = Path.Combine(folder, "sources.list");
        if (File.Exists(main))
            list.AddRange(ParseLines(File.ReadAllText(main)));
        var parts = Path.Combine(folder, "sources.list.d");
        if (!Directory.Exists(parts))
            return list;
        foreach (var file in Directory.EnumerateFiles(parts).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(".list", StringComparison.Ordinal))
                list.AddRange(ParseLines(File.ReadAllText(file)));
            else if (file.EndsWith(".sources", StringComparison.Ordinal))
                list.AddRange(ParseStanzas(File.ReadAllText(file)));
        }

        return list;
    }

    /// <summary>The one-line form: <c>deb [options] address suite components</c>.</summary>
    public static IEnumerable<AptSource> ParseLines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var words = WithoutOptions(line.Split('#')[0]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["deb", var address, var suite, .. var components])
                yield return new AptSource(address.TrimEnd('/'), [suite], components);
        }
    }

    /// <summary>The deb822 form: stanzas of <c>Key: value</c> with continuation lines.</summary>
    public static IEnumerable<AptSource> ParseStanzas(string text)
    {
        foreach (var stanza in text.Replace("\r", string.Empty).Split("\n\n"))
        {
            var fields = Fields(stanza);
            if (!Words(fields, "Types").Contains("deb") || Words(fields, "Enabled") is ["no"])
                continue;
            foreach (var address in Words(fields, "URIs"))
                yield return new AptSource(address.TrimEnd('/'), Words(fields, "Suites"), Words(fields, "Components"));
        }
    }

    private static Dictionary<string, string> Fields(string stanza)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var key = string.Empty;
        foreach (var line in stanza.Split('\n').Where(line => !line.StartsWith('#')))
        {
            if (line.StartsWith(' ') || line.StartsWith('\t'))
            {
                if (key.Length > 0)
                    fields[key] += " " + line.Trim();
            }
            else if (line.IndexOf(':') is > 0 and var colon)
            {
                key = line[..colon].Trim();
                fields[key] = line[(colon + 1)..].Trim();
            }
        }

        return fields;
    }

    private static string[] Words(Dictionary<string, string> fields, string key) =>
        fields.TryGetValue(key, out var value) ? value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];

    private static string WithoutOptions(string line)
    {
        var open = line.IndexOf('[');
        var close = line.IndexOf(']');
        return open >= 0 && close > open ? line[..open] + line[(close + 1)..] : line;
    }
}
