namespace CernVM.Flavours.Composer.Composition;

/// <summary>Files of stanzas such as dpkg's status.</summary>
internal static class DpkgStatus
{
    /// <summary>Stanzas by the name in their first line, whose order else depends on the order of installation.</summary>
    public static string Sort(string text) =>
        string.Concat(Stanzas(text).Order(StringComparer.Ordinal).Select(stanza => stanza + "\n\n"));

    /// <summary>Installed packages as <c>name version</c>.</summary>
    public static IReadOnlyList<string> Installed(string text) =>
        [.. Stanzas(text).Select(stanza => $"{Field(stanza, "Package")} {Field(stanza, "Version")}")];

    private static IEnumerable<string> Stanzas(string text) =>
        text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(stanza => stanza.Trim('\n')).Where(stanza => stanza.Length > 0);

    private static string Field(string stanza, string name) =>
        stanza.Split('\n').FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "?";
}
