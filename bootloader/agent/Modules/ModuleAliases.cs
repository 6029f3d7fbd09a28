namespace CernVM.Bootloader.Agent.Modules;

/// <summary>modules.alias of depmod(8): lines <c>alias PATTERN MODULE</c>.</summary>
internal sealed class ModuleAliases
{
    private readonly List<(string Pattern, string Module)> _aliases = [];

    private ModuleAliases()
    {
    }

    /// <summary>Reads the file's lines; comments and lines of another shape are passed over, as modprobe does.</summary>
    public static ModuleAliases Read(IEnumerable<string> lines)
    {
        var aliases = new ModuleAliases();
        foreach (string line in lines)
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["alias", var pattern, var module])
                aliases._aliases.Add((pattern, ModuleName.Normal(module)));
        return aliases;
    }

    /// <summary>The modules for a device's modalias, in the file's order, each once.</summary>
    public IReadOnlyList<string> Match(string modalias)
    {
        var modules = new List<string>();
        foreach ((string pattern, string module) in _aliases)
        {
            // Thousands of patterns differ in the bus already; the common first letters save most of the matching.
            if (SharesBus(pattern, modalias) && Glob.Matches(pattern, modalias) && !modules.Contains(module))
                modules.Add(module);
        }

        return modules;
    }

    private static bool SharesBus(string pattern, string modalias)
    {
        int colon = pattern.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || modalias.AsSpan().StartsWith(pattern.AsSpan(0, colon + 1), StringComparison.Ordinal);
    }
}
