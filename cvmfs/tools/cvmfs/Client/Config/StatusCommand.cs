using System.CommandLine;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>status</c>: which repositories are mounted where.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "List mounted repositories.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var places = MountedClients.Places();
        foreach (var place in places)
        {
            var name = MountedClients.Attribute(place, "user.fqrn");
            Console.Out.WriteLine(name is null
                ? $"A dead mount is on {place}; 'umount -l {place}' removes it."
                : $"{name} mounted on {place} with pid {MountedClients.Attribute(place, "user.pid")}");
        }
        if (places.Count == 0)
            Console.Out.WriteLine("No repository is mounted.");
        return 0;
    }
}
