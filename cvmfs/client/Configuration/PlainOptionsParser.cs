namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>
/// The mount option <c>simple_options_parsing</c> (formats §11.1): lines <c>KEY=value</c>, everything behind <c>#</c> is comment, one pair of
/// quotes around a value is taken off, nothing is expanded. Other lines mean nothing.
/// </summary>
internal static class PlainOptionsParser
{
    /// <summary>Parses text as the content of <paramref name="file"/>.</summary>
    public static void Parse(ConfigurationSet set, string file, string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var comment = line.IndexOf('#');
            var rest = comment < 0 ? line : line[..comment];
            var equals = rest.IndexOf('=');
            if (equals < 0)
                continue;
            var key = WithoutPrefix(rest[..equals].Trim());
            if (key.Length > 0 && ConfigurationParser.NameLength(key) == key.Length)
                set.Set(key.ToString(), WithoutQuotes(rest[(equals + 1)..].Trim()).ToString(), file, number);
        }
    }

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> key)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["readonly ", "export ", "eval "])
        {
            if (key.StartsWith(prefix))
                return key[prefix.Length..].TrimStart();
        }
        return key;
    }

    private static ReadOnlySpan<char> WithoutQuotes(ReadOnlySpan<char> value) =>
        value.Length > 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;
}
