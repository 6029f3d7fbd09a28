using System.Text;

namespace CernVM.Builder.Kernel;

/// <summary>The tables that depmod(8) would write, for a selection of modules.</summary>
public static class ModuleTables
{
    /// <summary>
    /// modules.dep: a line per module with the files of everything that it needs; loading goes from the end of the line to its
    /// beginning.
    /// </summary>
    public static string Dependencies(IReadOnlyList<KernelModule> modules)
    {
        var byName = modules.ToDictionary(module => module.Name, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var module in modules)
        {
            var order = new List<KernelModule>();
            Collect(module, byName, order, []);
            order.Remove(module);
            order.Reverse();
            text.Append(module.Path).Append(':');
            foreach (var needed in order)
                text.Append(' ').Append(needed.Path);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>modules.alias: which module drives a device.</summary>
    public static string Aliases(IReadOnlyList<KernelModule> modules) =>
        string.Concat(modules.SelectMany(module => module.Info.Aliases.Select(alias => $"alias {alias} {module.Name}\n")));

    /// <summary>modules.softdep: modules that are loaded along, when they are there.</summary>
    public static string SoftDependencies(IReadOnlyList<KernelModule> modules) =>
        string.Concat(modules.SelectMany(module => module.Info.SoftNeeds.Select(soft => $"softdep {module.Name} {soft}\n")));

    /// <summary>Adds what a module needs before the module itself.</summary>
    private static void Collect(KernelModule module, Dictionary<string, KernelModule> byName, List<KernelModule> order, HashSet<string> seen)
    {
        if (!seen.Add(module.Name))
            return;
        foreach (var name in module.Info.Needs.Select(KernelModule.NormalName))
        {
            if (byName.TryGetValue(name, out var needed))
                Collect(needed, byName, order, seen);
        }

        order.Add(module);
    }
}
