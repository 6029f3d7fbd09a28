using System.CommandLine;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>status</c>: which repositories are mounted where.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var json = JsonOutput.Option();
        var command = new Command("status", "List mounted repositories; code 1 when one does not answer.") { json };
        command.SetAction(parsed => parsed.GetValue(json) ? PrintJson() : Print());
        return command;
    }

    private static int Print()
    {
        var exit = 0;
        foreach (var place in MountedClients.Places())
        {
            var (name, pid, isHealthy) = Ask(place);
            Console.Out.WriteLine($"{name} mounted on {place} with pid {pid}{(isHealthy ? "" : " - mountpoint unhealthy!")}");
            exit |= isHealthy ? 0 : 1;
        }
        return exit;
    }

    private static int PrintJson()
    {
        var mounts = MountedClients.Places().Select(place => (Place: place, Answer: Ask(place))).ToList();
        JsonOutput.PrintList(mounts.Select(mount => new (string, string?)[]
        {
            ("repository", mount.Answer.Name), ("mountpoint", mount.Place), ("pid", mount.Answer.Pid), ("healthy", mount.Answer.IsHealthy ? "yes" : "no"),
        }));
        return mounts.TrueForAll(mount => mount.Answer.IsHealthy) ? 0 : 1;
    }

    private static (string? Name, string? Pid, bool IsHealthy) Ask(string place)
    {
        var name = MountedClients.Attribute(place, "user.fqrn");
        var pid = MountedClients.Attribute(place, "user.pid");
        return (name, pid, !string.IsNullOrEmpty(name) && !string.IsNullOrEmpty(pid));
    }
}
