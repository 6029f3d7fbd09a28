using System.CommandLine;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>probe</c>: whether repositories can be used, mounting them where autofs is set up.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all configured ones when none is named." };
        var command = new Command("probe", "Access repositories and say for each whether it works.") { names };
        command.SetAction(parsed => Run(parsed.GetValue(names) ?? []));
        return command;
    }

    private static int Run(string[] names)
    {
        var failed = 0;
        foreach (var repository in ConfiguredRepositories.Of(names))
        {
            var place = MountedClients.PlaceOf(repository.ToString()) ?? Path.Combine(ConfiguredRepositories.MountFolder, repository.ToString());
            Console.Out.Write($"Probing {place}... ");
            var works = Works(place, repository.ToString());
            Console.Out.WriteLine(works ? "OK" : "Failed!");
            failed += works ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    private static bool Works(string place, string repository)
    {
        try
        {
            // Listing makes autofs mount; the attribute tells our file system from an empty directory.
            _ = Directory.EnumerateFileSystemEntries(place).Take(1).Count();
            return MountedClients.Attribute(place, "user.fqrn") == repository;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
