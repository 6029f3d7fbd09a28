using System.CommandLine;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>umount</c>: unmounts repositories.</summary>
internal static class UnmountCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all mounted ones when none is named." };
        var command = new Command("umount", "Unmount repositories.") { names };
        command.SetAction(parsed => Run(parsed.GetValue(names) ?? []));
        return command;
    }

    /// <summary>Unmounts and says for each what happened.</summary>
    public static int Run(string[] names)
    {
        var places = names.Length == 0
            ? MountedClients.Places()
            : [.. ConfiguredRepositories.Of(names).Select(name => MountedClients.PlaceOf(name.ToString())).OfType<string>()];
        var failed = 0;
        foreach (var place in places)
        {
            var result = FileSystemMounts.Detach(place);
            Console.Out.WriteLine($"Unmounting {place}: {(result.IsOk ? "OK" : result.Error == Errno.EBUSY ? "in use" : result.Error.Describe())}");
            failed += result.IsOk ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }
}
