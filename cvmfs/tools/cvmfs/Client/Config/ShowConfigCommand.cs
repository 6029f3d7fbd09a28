using System.CommandLine;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>showconfig</c>: every parameter of a repository and the file that sets it.</summary>
internal static class ShowConfigCommand
{
    public static Command Create()
    {
        var onlySet = new Option<bool>("-s") { Description = "Leave out parameters with an empty value." };
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all configured ones when none is named." };
        var command = new Command("showconfig", "Print the parameters of repositories with their origin.") { onlySet, names };
        command.SetAction(parsed => Run(parsed.GetValue(names) ?? [], parsed.GetValue(onlySet)));
        return command;
    }

    private static int Run(string[] names, bool onlySet)
    {
        var exit = 0;
        foreach (var repository in ConfiguredRepositories.Of(names))
            exit |= Print(repository, onlySet);
        return exit;
    }

    private static int Print(RepositoryName repository, bool onlySet)
    {
        Console.Out.WriteLine($"CVMFS_REPOSITORY_NAME={repository}");
        foreach (var value in MountConfiguration.Files(repository, []).Values.OrderBy(value => value.Key, StringComparer.Ordinal))
        {
            if (value.Value.Length > 0 || !onlySet)
                Console.Out.WriteLine($"{value.Key}={value.Value}    # from {value.File}");
        }
        var bound = MountConfiguration.Bind(repository, []);
        foreach (var problem in bound.Problems)
            Console.Error.WriteLine($"cvmfs_config showconfig: {(problem.IsWarning ? "warning: " : "")}{problem}");
        return bound.Settings is null ? 1 : 0;
    }
}
