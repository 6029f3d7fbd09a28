using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Mount.Supervision;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>
/// <c>cvmfs2</c>. For every executable that can mount: start it again as <c>/proc/self/exe cvmfs2 OPTIONS REPOSITORY DIRECTORY</c>, and its
/// <c>Main</c> hands the arguments behind the name to this class.
/// </summary>
public static class MountCommand
{
    /// <summary>Name of the command, and device that the mount table shows.</summary>
    public const string Name = "cvmfs2";

    // A FUSE device that somebody else has opened and mounted.
    private const string DescriptorFolder = "/dev/fd/";

    /// <summary>
    /// Runs the command. In the background, the default, it returns when the repository is mounted or cannot be; in the foreground when the
    /// mount has ended.
    /// </summary>
    /// <param name="arguments">What follows the command's name.</param>
    /// <param name="cancel">Ends a mount in the foreground.</param>
    /// <param name="extensions">What the executable adds.</param>
    /// <returns>A <see cref="LoaderExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel, MountExtensions? extensions = null)
    {
        if (arguments is [ConfigRepositoryAccess.Option, var folder])
            return ConfigRepositoryAccess.Hold(folder);
        if (arguments is [AlienCacheCommand.Verb, var directory, var user, var group, ..])
            return AlienCacheCommand.Run(directory, user, group);
        if (arguments is [ReloadCommand.Verb, var reloadSocket, ..])
            return await ReloadCommand.RunAsync(reloadSocket, isDebug: arguments[^1] == ReloadCommand.DebugOption, cancel);
        var options = MountOptionsParser.Parse(arguments, out var errors);
        foreach (var error in errors)
            Console.Error.WriteLine($"{Name}: {error}");
        if (errors.Count > 0)
            return (int)LoaderExitCode.Options;
        if (options.Help || options.Version)
        {
            Console.Out.WriteLine(options.Help ? MountHelp.Text : ProductVersion.Line);
            return (int)LoaderExitCode.Ok;
        }
        return (int)await RunAsync(options, arguments, extensions ?? new MountExtensions(), cancel);
    }

    private static async Task<LoaderExitCode> RunAsync(MountOptions options, IReadOnlyList<string> arguments, MountExtensions extensions, CancellationToken cancel)
    {
        if (options.ParseOnly && options.Repository.Length == 0)
            return Print(default, options);
        if (!MountConfiguration.TryResolve(options.Repository, options.ConfigFiles, out var repository))
            return Refuse(LoaderExitCode.Options, $"'{options.Repository}' is no repository name: use letters, digits, '-', '_' and '.', at most 60.");
        if (options.ParseOnly)
            return Print(repository, options);
        var bound = MountConfiguration.Bind(repository, options.ConfigFiles, options.SimpleParsing);
        if (!options.IsDaemonChild && !options.IsSupervisor)
        {
            foreach (var problem in bound.Problems)
                Console.Error.WriteLine($"{Name}: {(problem.IsWarning ? "warning: " : "")}{problem}");
        }
        if (bound.Settings is not { } settings)
            return LoaderExitCode.Options;
        if (!options.IsDaemonChild && !options.IsSupervisor && DebugMode.IsInVain(options, settings))
            Console.Error.WriteLine($"{Name}: warning: every step is to be logged, but nowhere; CVMFS_DEBUGLOG names a file for it, and -f shows it.");
        if (!options.MountPoint.StartsWith(DescriptorFolder, StringComparison.Ordinal))
            options = options with { MountPoint = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.MountPoint)) };
        if (options.IsDaemonChild || options.ResumeFrom is not null)
            return await MountDaemon.RunAsync(options, settings, extensions, cancel);
        if (options.IsSupervisor)
            return await Supervisor.RunAsync(options, settings, arguments);
        if (CheckPlace(options, settings) is { } refusal)
            return refusal;
        return options.Foreground
            ? await MountDaemon.RunAsync(options, settings, extensions, cancel)
            : await DaemonLauncher.LaunchAsync(arguments, options.HasWatchdog, settings, cancel);
    }

    private static LoaderExitCode? CheckPlace(MountOptions options, ClientSettings settings)
    {
        if (options.MountPoint.StartsWith(DescriptorFolder, StringComparison.Ordinal))
            return null;
        var place = options.MountPoint;
        if (MountTable.At(place) is { Source: Name })
            return Refuse(LoaderExitCode.DoubleMount, $"a CernVM-FS repository is already mounted on {place}; unmount it first to mount {settings.Repository}.");
        return Directory.Exists(place)
            ? null
            : Refuse(LoaderExitCode.Permission, $"the mount point '{options.MountPoint}' is no directory; create it first.");
    }

    private static LoaderExitCode Refuse(LoaderExitCode code, string message)
    {
        Console.Error.WriteLine($"{Name}: {message}");
        return code;
    }

    // The format is one that shell scripts evaluate; with an empty name it shows what holds for all repositories.
    private static LoaderExitCode Print(RepositoryName repository, MountOptions options)
    {
        var files = MountConfiguration.Files(repository, options.ConfigFiles, options.SimpleParsing);
        Console.Out.WriteLine("# CernVM-FS parameters:");
        foreach (var value in files.Values.OrderBy(value => value.Key, StringComparer.Ordinal))
            Console.Out.WriteLine(ShellQuoting.Line(value));
        Console.Out.WriteLine();
        foreach (var problem in files.Problems)
            Console.Error.WriteLine($"{Name}: {(problem.IsWarning ? "warning: " : "")}{problem}");
        return files.Problems.Any(problem => !problem.IsWarning) ? LoaderExitCode.Options : LoaderExitCode.Ok;
    }
}
