using System.CommandLine;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>showconfig</c>: every parameter of a repository and the file that sets it, in the original's format.</summary>
internal static class ShowConfigCommand
{
    private const string CacheDirectory = "CVMFS_CACHE_DIR";

    public static Command Create()
    {
        var onlySet = new Option<bool>("-s") { Description = "Short: leave out parameters that no file sets." };
        var json = JsonOutput.Option();
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all configured ones when none is named." };
        var command = new Command("showconfig", "Print the parameters of repositories with their origin.") { onlySet, json, names };
        command.SetAction(parsed => Run(parsed.GetValue(names) ?? [], parsed.GetValue(onlySet), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] names, bool onlySet, bool json)
    {
        var exit = 0;
        foreach (var repository in ConfiguredRepositories.Of(names))
        {
            var files = MountConfiguration.Files(repository, []);
            if (json)
            {
                PrintJson(repository, files);
                continue;
            }
            if (names.Length != 1)
                Console.Out.WriteLine($"\nRunning {ConfigApplet.CalledAs} {(onlySet ? "-s " : "")}{repository}:");
            Print(repository, files, onlySet);
            exit |= Complain(repository);
        }
        return exit;
    }

    private static void Print(RepositoryName repository, ConfigurationSet files, bool onlySet)
    {
        Console.Out.WriteLine($"CVMFS_REPOSITORY_NAME={repository}");
        foreach (var key in Keys(files))
        {
            if (key == CacheDirectory)
                Console.Out.WriteLine($"{key}={ConfiguredRepositories.CacheFolder(repository, files)}");
            else if (files.Find(key) is { } value)
                Console.Out.WriteLine(ShellQuoting.Line(value));
            else if (!onlySet)
                Console.Out.WriteLine($"{key}=");
        }
    }

    private static IEnumerable<string> Keys(ConfigurationSet files) =>
        files.Values.Select(value => value.Key).Where(key => key.StartsWith("CVMFS_", StringComparison.Ordinal))
            .Union(MountConfiguration.KnownParameters)
            .Order(StringComparer.Ordinal);

    private static void PrintJson(RepositoryName repository, ConfigurationSet files) => JsonOutput.PrintList(
        files.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => new (string, string?)[]
        {
            ("repository", repository.ToString()), ("parameter", value.Key), ("value", value.Value), ("file", value.File),
            ("line", value.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        }));

    // On standard error, so that what scripts read stays as it is.
    private static int Complain(RepositoryName repository)
    {
        var bound = MountConfiguration.Bind(repository, []);
        foreach (var problem in bound.Problems)
            Console.Error.WriteLine($"cvmfs_config showconfig: {(problem.IsWarning ? "warning: " : "")}{problem}");
        return bound.Settings is null ? 1 : 0;
    }
}
