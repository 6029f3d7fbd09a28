using CernVM.Cvmfs.Mount;

namespace CernVM.Cvmfs.Tools.Client.Fsck;

/// <summary><c>cvmfs_fsck</c>: checks a cache directory.</summary>
internal sealed class FsckApplet : IApplet
{
    public string Name => "cvmfs_fsck";

    public string Summary => "check and repair a cache directory";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        // getopt's usage: on demand as well as after a mistake, on standard output.
        if (FsckOptions.Parse([.. arguments.Select(argument => argument == "--help" ? "-h" : argument)], out var problem) is not { } options)
        {
            Console.Out.WriteLine(problem.Length == 0 ? Help : problem.StartsWith("There", StringComparison.Ordinal) ? problem : $"{problem}\n{Help}");
            return Task.FromResult((int)(problem.Length == 0 ? FsckExit.Ok : FsckExit.Usage));
        }

        if (!Directory.Exists(options.Directory))
            return Complain($"Could not chdir to {options.Directory}");
        if (!Directory.Exists(Path.Combine(options.Directory, "txn")))
            return Complain($"Invalid cache directory, {options.Directory}/txn does not exist");
        try
        {
            return Task.FromResult((int)new CacheCheck(options, new FsckReport(options, Console.Out)).Run(cancel));
        }
        catch (OperationCanceledException)
        {
            return Complain("cvmfs_fsck was interrupted; the objects behind were not checked");
        }
    }

    private static string Help => $"""
        CernVM File System consistency checker, version {ProductVersion.Number}

        This tool checks a cvmfs cache directory for consistency.
        If necessary, the managed cache db is removed so that
        it will be rebuilt on next mount.

        Usage: cvmfs_fsck [-v] [-p] [-f] [-j #threads] [--json] <cache directory>
        Options:
          -v verbose output
          -p try to fix automatically
          -f force rebuild of managed cache db on next mount
          -j number of concurrent integrity check worker threads
          --json one JSON object instead of lines

        """;

    private static Task<int> Complain(string problem)
    {
        Console.Error.WriteLine(problem);
        return Task.FromResult((int)FsckExit.Operational);
    }
}
