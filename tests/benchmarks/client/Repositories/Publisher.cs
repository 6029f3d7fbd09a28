using CernVM.Benchmarks.Client.Processes;

namespace CernVM.Benchmarks.Client.Repositories;

/// <summary>Makes repositories with our own commands, in a folder of its own; each when it is first wanted.</summary>
internal sealed class Publisher(string bin, string work)
{
    /// <summary>Directories of the Python package, and modules in each.</summary>
    public const int PythonPackages = 26, PythonModules = 40;

    /// <summary>The file that large reads are measured with.</summary>
    public const string LargeFileName = "large";

    /// <summary>Its bytes.</summary>
    public const long LargeFileLength = 1L << 30;

    private const string NoChunks = "CVMFS_USE_FILE_CHUNKING=false";
    private const string CompilePython = "python3 -m compileall -q --invalidation-mode unchecked-hash \"$1\" > /dev/null";

    private readonly Dictionary<string, PublishedRepository> _made = [];

    private string Site => Path.Combine(work, "site");

    /// <summary>Folder that the web server serves below /cvmfs/.</summary>
    public string Storage => Path.Combine(Site, "srv", "cvmfs");

    /// <summary>What the commands print.</summary>
    public string Log => Path.Combine(work, "publisher.log");

    /// <summary>30,000 real files with nested catalogs.</summary>
    public Task<PublishedRepository> RealAsync(CancellationToken cancel) => GetAsync(new("real.example.org", root => new RealTree(root).Make(cancel)), cancel);

    /// <summary>60 nested catalogs.</summary>
    public Task<PublishedRepository> NestedAsync(CancellationToken cancel) =>
        GetAsync(new("nested.example.org", root => TreeMaker.Synthetic(root, 60, 10, 30, "content")), cancel);

    /// <summary>1,000,000 entries in 100 nested catalogs: a tree of a twentieth of that, shown twenty times.</summary>
    public Task<PublishedRepository> MillionAsync(CancellationToken cancel) =>
        GetAsync(new("million.example.org", root => TreeMaker.Synthetic(root, 5, 20, 500, "")) { Copies = 20 }, cancel);

    /// <summary>A file of 1 GiB, in chunks as publishers make them by default.</summary>
    public Task<PublishedRepository> ChunkedAsync(CancellationToken cancel) => GetAsync(new("chunked.example.org", MakeLargeFile), cancel);

    /// <summary>The same file as one object, which the kernel can read by itself.</summary>
    public Task<PublishedRepository> WholeAsync(CancellationToken cancel) => GetAsync(new("whole.example.org", MakeLargeFile) { Options = ["--set", NoChunks] }, cancel);

    /// <summary>A Python package of more than 1,000 modules.</summary>
    public Task<PublishedRepository> PythonAsync(CancellationToken cancel) => GetAsync(PythonRecipe("python.example.org"), cancel);

    /// <summary>The same with an access profile.</summary>
    /// <param name="record">Puts the profile into the tree of the published repository.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<PublishedRepository> ProfiledPythonAsync(Func<PublishedRepository, Task> record, CancellationToken cancel)
    {
        var recipe = PythonRecipe("profile.example.org");
        var isNew = !_made.ContainsKey(recipe.Name);
        var repository = await GetAsync(recipe, cancel);
        if (!isNew)
            return repository;
        await record(repository);
        await CallAsync(["sync", repository.Name, repository.Source], cancel);
        return repository;
    }

    private static Recipe PythonRecipe(string name) =>
        new(name, root => TreeMaker.PythonPackage(root, PythonPackages, PythonModules)) { Script = CompilePython };

    private static void MakeLargeFile(string root) => TreeMaker.LargeFile(Path.Combine(root, LargeFileName), LargeFileLength);

    private async Task<PublishedRepository> GetAsync(Recipe recipe, CancellationToken cancel)
    {
        if (_made.TryGetValue(recipe.Name, out var made))
            return made;
        Console.Error.WriteLine($"[{DateTime.UtcNow:HH:mm:ss}] making {recipe.Name}");
        var source = Directory.CreateDirectory(Path.Combine(work, "trees", recipe.Name)).FullName;
        recipe.Make(source);
        if (recipe.Script is not null)
            await Command.ShellAsync(recipe.Script, [source], cancel);
        await CallAsync(["mkfs", "-o", "root", "-g", "-w", $"file://{Storage}/{recipe.Name}", .. recipe.Options, recipe.Name], cancel);
        if (recipe.Copies == 1)
            await CallAsync(["sync", recipe.Name, source], cancel);
        for (var copy = 0; recipe.Copies > 1 && copy < recipe.Copies; copy++)
            await CallAsync(["sync", "--base", $"/copy-{copy}", recipe.Name, source], cancel);
        made = new PublishedRepository(recipe.Name, Path.Combine(Site, "etc", "cvmfs", "keys", recipe.Name + ".pub"), source);
        _made.Add(recipe.Name, made);
        return made;
    }

    private Task CallAsync(string[] arguments, CancellationToken cancel) => Command.RunAsync(
        Log, new Dictionary<string, string> { ["CVMFS_ROOT_DIR"] = Site }, [Path.Combine(bin, "cvmfs_server"), .. arguments], cancel);

    private sealed record Recipe(string Name, Action<string> Make)
    {
        public string[] Options { get; init; } = [];

        public string? Script { get; init; }

        public int Copies { get; init; } = 1;
    }
}
