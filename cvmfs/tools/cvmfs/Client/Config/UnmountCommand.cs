using System.CommandLine;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>umount</c>: unmounts repositories.</summary>
internal static class UnmountCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all mounted ones when none is named." };
        var command = new Command("umount", "Unmount repositories; for one in use, print who uses it.") { names };
        command.SetAction(parsed => Privileges.AsRoot(() => Run(parsed.GetValue(names) ?? [])));
        return command;
    }

    /// <summary>Unmounts and says for each what happened; 1 when one stays.</summary>
    public static int Run(string[] names)
    {
        var places = names.Length == 0
            ? MountedClients.Places()
            : [.. ConfiguredRepositories.Of(names).Select(name => MountedClients.PlaceOf(name.ToString())).OfType<string>()];
        var exit = 0;
        foreach (var place in places.Reverse())
        {
            Console.Out.Write($"Unmounting {place}: ");
            var result = FileSystemMounts.Detach(place);
            Console.Out.WriteLine(result.IsOk ? "OK" : "Failed!");
            if (result.IsOk)
                continue;
            exit = 1;
            foreach (var process in FuserCommand.Users(place))
                Console.Out.WriteLine($"{place}: {process.Id} {process.Name}");
        }
        return exit;
    }

    /// <summary>Takes every mount away without a word, also those in use; whether none is left.</summary>
    public static bool TakeAwayAll()
    {
        foreach (var place in MountedClients.Places().Reverse())
        {
            if (!FileSystemMounts.Detach(place).IsOk)
                _ = FileSystemMounts.Detach(place, UnmountFlags.Detach);
        }
        return MountedClients.Places().Count == 0;
    }
}
