namespace CernVM.Bootloader.Agent.Modules;

/// <summary>modules.dep of depmod(8): lines <c>FILE: FILE FILE …</c>, files relative to the folder of the kernel's release.</summary>
internal sealed class ModuleDependencies
{
    private readonly Dictionary<string, (string File, string[] Needs)> _modules = new(StringComparer.Ordinal);

    private ModuleDependencies()
    {
    }

    /// <summary>Reads the file's lines.</summary>
    public static ModuleDependencies Read(IEnumerable<string> lines)
    {
        var dependencies = new ModuleDependencies();
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                continue;
            string[] needs = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            dependencies._modules[ModuleName.OfFile(line[..colon])] = (line[..colon], needs);
        }

        return dependencies;
    }

    /// <summary>Whether the image has this module as a file.</summary>
    public bool Has(string module) => _modules.ContainsKey(ModuleName.Normal(module));

    /// <summary>
    /// The files to load for a module, what it needs before it, itself last; empty when it is unknown (built in, or not in the image).
    /// </summary>
    public IReadOnlyList<string> LoadOrder(string module)
    {
        var order = new List<string>();
        Visit(ModuleName.Normal(module), order, []);
        return order;
    }

    private void Visit(string module, List<string> order, HashSet<string> seen)
    {
        // The set also ends a circle, which depmod never writes but a damaged file may hold.
        if (!seen.Add(module) || !_modules.TryGetValue(module, out (string File, string[] Needs) entry))
            return;
        foreach (string need in entry.Needs.Reverse())
            Visit(ModuleName.OfFile(need), order, seen);
        order.Add(entry.File);
    }
}
