namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>
/// Reads assignments as people write them for the shell: <c>KEY=value</c>, <c>export KEY=value</c>, quotes, backslash, <c>${KEY}</c>,
/// <c>${KEY:-default}</c>, comments. What only a shell can evaluate is reported, not guessed: <see cref="ConfigurationReader"/> then asks one.
/// </summary>
public static class ConfigurationParser
{
    /// <summary>Parses text as the content of <paramref name="file"/>; values may refer to parameters that the set has already, then to the environment.</summary>
    public static void Parse(ConfigurationSet set, string file, string text)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(text);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var rest = line.Trim();
            if (rest.IsEmpty || rest[0] == '#')
                continue;
            var plain = WithoutPrefix(rest);
            ParseStatement(set, file, number, plain, isDeclared: plain.Length < rest.Length);
        }
    }

    /// <summary>Length of the shell name at the start of a text.</summary>
    internal static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '_' || (length > 0 && char.IsAsciiDigit(text[length]))))
            length++;
        return length;
    }

    // The protection by "readonly" ends with the file, since every file has a shell of its own.
    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> statement)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["export", "readonly"])
        {
            if (statement.StartsWith(prefix) && statement.Length > prefix.Length && char.IsWhiteSpace(statement[prefix.Length]))
                return statement[prefix.Length..].TrimStart();
        }
        return statement;
    }

    private static void ParseStatement(ConfigurationSet set, string file, int line, ReadOnlySpan<char> statement, bool isDeclared)
    {
        var length = NameLength(statement);
        if (isDeclared && length > 0 && length == statement.Length)
            return; // "export KEY" alone: everything is exported anyway.
        if (length == 0 || length == statement.Length || statement[length] != '=')
        {
            set.Report(new("CFG003", file, line, $"'{statement}' is no assignment; write KEY=value."));
            return;
        }

        var key = statement[..length].ToString();
        var reader = new ShellWordReader(set, statement[(length + 1)..]);
        if (reader.Read() is { } value)
            set.Set(key, value, file, line);
        else
            set.Report(new("CFG004", file, line, $"The value of {key} {reader.Error}."));
    }
}
