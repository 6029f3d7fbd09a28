using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Export.Shrinkwrapping;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount;

namespace CernVM.Cvmfs.Tools.Export;

/// <summary><c>cvmfs_shrinkwrap</c>: exports a part of a repository into a directory, with the options of upstream CernVM-FS.</summary>
internal sealed class ShrinkwrapApplet : IApplet
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    private const string Usage = """
        Exports a part of a repository into a directory tree that needs no client.

        Usage:
          cvmfs_shrinkwrap -r REPOSITORY [options]

          -r --repo NAME         repository
          -f --src-config FILES  its client configuration, files separated by ':' (default cvmfs.conf:cvmfs.local)
          -c --src-cache DIR     cache directory, when the configuration names none
          -b --src-base DIR      mount directory, when the configuration names none (default /cvmfs)
          -t --spec-file FILE    what is exported (default REPOSITORY.spec)
          -x --dest-base DIR     folder of the image (default /export/cvmfs)
          -y --dest-cache DIR    folder of file content (default .data below the image's folder)
          -z --dest-config FILES kept with the image
          -s --src-type cvmfs, -d --dest-type posix: nothing else is supported
          -j --threads NUMBER    files copied at once (default twice the processors)
          -p --stat-period N     print counters every N seconds, 0 never (default 10)
          -g --gc                remove content that no image uses any more
        """;

    public string Name => "cvmfs_shrinkwrap";

    public string Summary => "export a part of a repository into a directory";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments.Any(argument => argument is "-h" or "--help"))
        {
            Console.Out.WriteLine($"{ProductVersion.Line}\n\n{Usage}");
            return 0;
        }
        if (ShrinkwrapArguments.Parse(arguments, out var mistake) is not { } given)
            return Complain($"{mistake}\n\n{Usage}");
        if (!RepositoryName.TryParse(given.Repository, out var repository))
            return Complain($"'{given.Repository}' is no repository name");
        try
        {
            var specification = LoadSpecification(given.Specification ?? $"{repository}.spec");
            if (!specification.IsOk)
                return Complain(specification.Failure.Message);
            return LoadSource(given, repository) is { } source ? await RunAsync(given, source, specification.Value, cancel) : Failed;
        }
        catch (OperationCanceledException)
        {
            Complain("interrupted; the next run goes on from here");
            return Interrupted;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Complain(failure.Message);
        }
    }

    private static async Task<int> RunAsync(ShrinkwrapArguments given, ClientSettings source, SpecTree specification, CancellationToken cancel)
    {
        var name = source.Repository.ToString();
        var data = given.Data ?? Path.Combine(given.Base, ".data");
        (string, string)[] facts = [("repo", name), ("version", ProductVersion.Number)];
        Provenance.Write(given.Base, name, "src", [.. facts, ("base", given.SourceBase), ("cache", source.Cache.Directory), ("config", string.Join(':', given.SourceConfiguration))], given.SourceConfiguration);
        Provenance.Write(given.Base, name, "dest", [.. facts, ("base", given.Base), ("cache", data), ("config", string.Join(':', given.DestinationConfiguration))], given.DestinationConfiguration);

        var options = new ShrinkwrapOptions
        {
            Source = source, Specification = specification, Base = given.Base, Data = data, Parallel = given.Threads, CollectGarbage = given.CollectGarbage,
        };
        var counters = new ShrinkwrapCounters();
        var services = new ClientServices { UserAgent = $"cvmfs shrinkwrap {ProductVersion.Number}", Log = Warn };
        await using var printing = given.Period == TimeSpan.Zero ? null : new Timer(_ => Console.Out.Write(counters.ToText(withHeader: false)), null, given.Period, given.Period);
        var done = await Shrinkwrapper.RunAsync(options, services, counters, Console.Error.WriteLine, cancel);
        Console.Out.Write(counters.ToText(withHeader: true));
        if (!done.IsOk)
            return Complain(done.Failure.Message);
        return done.Value == 0 ? 0 : Complain($"{done.Value} entries are missing in the image; their reasons stand above");
    }

    private static ClientResult<SpecTree> LoadSpecification(string file) => SpecTree.Parse(File.ReadAllBytes(file));

    // What the configuration does not say comes from the command line, as in the original.
    private static ClientSettings? LoadSource(ShrinkwrapArguments given, RepositoryName repository)
    {
        var set = ConfigurationFiles.Load(given.SourceConfiguration, repository);
        const string Here = "command line";
        if (set.Find("CVMFS_MOUNT_DIR") is null)
            set.Set("CVMFS_MOUNT_DIR", given.SourceBase, Here, 0);
        if (given.SourceCache is { } cache && set.Find("CVMFS_CACHE_BASE") is null && set.Find("CVMFS_CACHE_DIR") is null)
            set.Set("CVMFS_CACHE_BASE", Path.GetFullPath(cache), Here, 0);
        var bound = SettingsBinder.Bind(repository, set);
        foreach (var problem in bound.Problems)
            Complain($"{(problem.IsWarning ? "warning: " : "")}{problem}");
        return bound.Settings;
    }

    private static void Warn(ClientLogEntry entry)
    {
        if (entry.Level >= ClientLogLevel.Warning)
            Complain(entry.Message);
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine($"cvmfs_shrinkwrap: {message}");
        return Failed;
    }
}
