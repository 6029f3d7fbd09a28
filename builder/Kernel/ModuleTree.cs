using System.IO.Enumeration;
using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Kernel;

/// <summary>The modules of an unpacked kernel package.</summary>
public sealed class ModuleTree
{
    private readonly string _folder;
    private readonly Dictionary<string, string> _files;
    private readonly HashSet<string> _builtIn;

    private ModuleTree(string folder, Dictionary<string, string> files, HashSet<string> builtIn)
    {
        _folder = folder;
        _files = files;
        _builtIn = builtIn;
    }

    /// <summary>Opens a folder <c>lib/modules/RELEASE</c>.</summary>
    public static ModuleTree Open(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.ko*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal)
            .ToDictionary(KernelModule.NameOfFile, file => file, StringComparer.Ordinal);
        var list = Path.Combine(folder, "modules.builtin");
        var builtIn = File.Exists(list) ? File.ReadLines(list).Select(KernelModule.NameOfFile) : [];
        return new ModuleTree(folder, files, builtIn.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// Names that a wish means: a module's name, or a pattern of files below <c>kernel/</c> such as
    /// <c>drivers/net/ethernet/intel/*/*</c>. Null when nothing answers; empty when the kernel has it built in.
    /// </summary>
    public IReadOnlyList<string>? Match(string wish)
    {
        if (wish.Contains('/'))
        {
            var pattern = $"kernel/{wish}.ko*";
            var depth = pattern.Count(letter => letter == '/');
            var names = _files.Where(item => item.Value.Count(letter => letter == '/') == depth && FileSystemName.MatchesSimpleExpression(pattern, item.Value, ignoreCase: false))
                .Select(item => item.Key).Order(StringComparer.Ordinal).ToArray();
            return names.Length > 0 ? names : null;
        }

        var name = KernelModule.NormalName(wish);
        if (_files.ContainsKey(name))
            return [name];
        return _builtIn.Contains(name) ? [] : null;
    }

    /// <summary>Loads modules with everything that they need, sorted by path.</summary>
    public async Task<IReadOnlyList<KernelModule>> LoadAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        var loaded = new Dictionary<string, KernelModule>(StringComparer.Ordinal);
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        while (wanted.Count > 0)
        {
            await DecompressAsync(wanted, cancellation).ConfigureAwait(false);
            foreach (var name in wanted)
                loaded[name] = Load(name);
            wanted = wanted.SelectMany(name => Needs(loaded[name].Info)).Where(name => _files.ContainsKey(name) && !loaded.ContainsKey(name)).ToHashSet(StringComparer.Ordinal);
        }

        return [.. loaded.Values.OrderBy(module => module.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Needs(ModuleInfo info) =>
        info.Needs.Concat(info.SoftNeeds.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => !word.EndsWith(':')))
            .Select(KernelModule.NormalName);

    private KernelModule Load(string name)
    {
        var path = Uncompressed(_files[name]);
        var content = File.ReadAllBytes(Path.Combine(_folder, path));
        var info = ModuleInfo.Read(content) ?? throw new InvalidDataException($"'{path}' of the kernel package is not a kernel module");
        return new KernelModule(name, path, info, content);
    }

    /// <summary>Modules are stored plain, so that the initramfs is compressed once and better.</summary>
    private async Task DecompressAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        foreach (var group in names.Select(name => _files[name]).GroupBy(Path.GetExtension, StringComparer.Ordinal))
        {
            var program = group.Key switch { ".xz" => "xz", ".zst" => "zstd", ".gz" => "gzip", _ => null };
            var missing = group.Where(file => !File.Exists(Path.Combine(_folder, Uncompressed(file)))).ToArray();
            if (program is not null && missing.Length > 0)
                await Tool.RequireAsync(new ToolCall(program, ["-d", "-k", "-q", .. missing]) { Folder = _folder }, "unpacking kernel modules", cancellation).ConfigureAwait(false);
        }
    }

    private static string Uncompressed(string file) => file[..(file.IndexOf(".ko", StringComparison.Ordinal) + 3)];
}
