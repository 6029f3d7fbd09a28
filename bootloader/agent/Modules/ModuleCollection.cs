namespace CernVM.Bootloader.Agent.Modules;

/// <summary>The modules of one kernel release, and which of them have been asked for.</summary>
internal sealed class ModuleCollection(string folder, ModuleDependencies dependencies, ModuleAliases aliases, IModuleLoader loader)
{
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);

    /// <summary>Files that could not be loaded, each with the reason.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>How many files went into the kernel.</summary>
    public int Loaded { get; private set; }

    /// <summary>Reads the indexes that depmod(8) made in a folder; null when there are none.</summary>
    public static ModuleCollection? Open(string folder, IModuleLoader loader)
    {
        string dep = Path.Combine(folder, "modules.dep"), alias = Path.Combine(folder, "modules.alias");
        if (!File.Exists(dep))
            return null;
        return new ModuleCollection(
            folder, ModuleDependencies.Read(File.ReadLines(dep)), ModuleAliases.Read(File.Exists(alias) ? File.ReadLines(alias) : []), loader);
    }

    /// <summary>Loads a module with what it needs; one that the image does not have is taken for built in.</summary>
    public void Load(string module)
    {
        foreach (string file in dependencies.LoadOrder(module))
        {
            if (!_tried.Add(file))
                continue;
            if (loader.Load(Path.Combine(folder, file)) is { } problem)
                Problems.Add($"{ModuleName.OfFile(file)}: {problem}");
            else
                Loaded++;
        }
    }

    /// <summary>Loads the drivers of a device.</summary>
    public void LoadFor(string modalias)
    {
        foreach (string module in aliases.Match(modalias))
            Load(module);
    }
}
