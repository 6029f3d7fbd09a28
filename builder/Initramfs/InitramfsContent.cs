using CernVM.Builder.Kernel;
using CernVM.Builder.Recipes;

namespace CernVM.Builder.Initramfs;

/// <summary>What the initramfs of a recipe holds.</summary>
public static class InitramfsContent
{
    private const uint Executable = 0x1ED;
    private const uint WorldWritable = 0x3FF;

    /// <summary>The entries: agent, empty folders, first devices, modules with their tables, keys, version, the recipe's own files.</summary>
    public static async Task<IReadOnlyList<CpioEntry>> CollectAsync(ImageRecipe recipe, KernelPackage kernel, IReadOnlyList<KernelModule> modules, CancellationToken cancellation)
    {
        List<CpioEntry> entries =
        [
            CpioEntry.File("init", await File.ReadAllBytesAsync(recipe.Agent, cancellation).ConfigureAwait(false), Executable),
            // The kernel opens this before /init can mount anything.
            CpioEntry.CharacterDevice("dev/console", 5, 1, 0x180),
            CpioEntry.CharacterDevice("dev/null", 1, 3, 0x1B6),
            .. ((string[])["proc", "sys", "run", "root", "mnt", "var", "etc"]).Select(name => CpioEntry.Folder(name)),
            CpioEntry.Folder("tmp", WorldWritable),
            Text("version", recipe.StrongVersion + "\n"),
            .. recipe.Links.Select(link => CpioEntry.Link(link.Path, link.Target)),
        ];
        foreach (var key in recipe.Keys)
            entries.Add(CpioEntry.File($"etc/cvmfs/keys/{key.Repository}/{Path.GetFileName(key.File)}", await File.ReadAllBytesAsync(key.File, cancellation).ConfigureAwait(false)));
        foreach (var file in recipe.Files)
        {
            var content = file.Source is { } source ? await File.ReadAllBytesAsync(source, cancellation).ConfigureAwait(false) : System.Text.Encoding.UTF8.GetBytes(file.Content!);
            entries.Add(CpioEntry.File(file.Path, content, file.Permissions));
        }

        var folder = $"lib/modules/{kernel.Release}";
        entries.AddRange(modules.Select(module => CpioEntry.File($"{folder}/{module.Path}", module.Content)));
        entries.Add(Text($"{folder}/modules.dep", ModuleTables.Dependencies(modules)));
        entries.Add(Text($"{folder}/modules.alias", ModuleTables.Aliases(modules)));
        entries.Add(Text($"{folder}/modules.softdep", ModuleTables.SoftDependencies(modules)));
        foreach (var name in (string[])["modules.builtin", "modules.order"])
        {
            var file = Path.Combine(kernel.Modules, name);
            if (File.Exists(file))
                entries.Add(CpioEntry.File($"{folder}/{name}", await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false)));
        }

        return entries;
    }

    private static CpioEntry Text(string path, string text) => CpioEntry.File(path, System.Text.Encoding.UTF8.GetBytes(text));
}
