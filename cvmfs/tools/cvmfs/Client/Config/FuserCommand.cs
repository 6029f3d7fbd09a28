using System.CommandLine;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>fuser</c>: the processes that use a repository.</summary>
internal static class FuserCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "The repository." };
        var command = new Command("fuser", "Print the numbers of the processes that use a repository.") { names };
        command.SetAction(parsed => Privileges.AsRoot(() => Run(parsed.GetValue(names) ?? [])));
        return command;
    }

    /// <summary>The processes that keep a mount in use, without the client itself.</summary>
    public static IEnumerable<RunningProcess> Users(string place)
    {
        var device = MountTable.At(place) is { } entry ? $"{entry.Device.Major:x2}:{entry.Device.Minor:x2}" : "";
        return RunningProcess.All().Where(process => process.Id != Environment.ProcessId && process.Uses(place, device)).OrderBy(process => process.Id);
    }

    private static int Run(string[] names)
    {
        if (names.Length != 1)
        {
            Console.Error.WriteLine("one repository name required");
            return 1;
        }
        if (ConfiguredRepositories.Of(names) is not [var repository] || MountedClients.PlaceOf(repository.ToString()) is not { } place)
        {
            Console.Error.WriteLine($"cvmfs_config fuser: {names[0]} is not mounted; 'cvmfs_config status' lists what is.");
            return 1;
        }
        Console.Out.WriteLine(string.Join(' ', Users(place).Select(process => process.Id)));
        return 0;
    }
}
