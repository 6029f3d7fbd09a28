using System.Net.Sockets;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Cvmfs.Tools.Client;

/// <summary><c>cvmfs_talk</c>: sends a command to mounted repositories.</summary>
internal sealed class TalkApplet : IApplet
{
    private const string Help = """
        Sends a command to the client of a mounted repository and prints its answer.

        Usage:
          cvmfs_talk [-i REPOSITORY | -p SOCKET] COMMAND…

          -i REPOSITORY  only this repository; without it, all that are mounted, one after the other
          -p SOCKET      the control socket itself, for a mount that does not answer

        Commands:
        """;

    public string Name => "cvmfs_talk";

    public string Summary => "ask or steer a mounted repository";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments.Length == 0 || arguments[0] is "-h" or "--help" or "help")
        {
            (arguments.Length == 0 ? Console.Error : Console.Out).WriteLine(Help + "\n" + TalkClient.CommandHelp);
            return arguments.Length == 0 ? 1 : 0;
        }
        if (arguments[0] is "-p" or "-i" && arguments.Length < 3)
            return Complain($"{arguments[0]} needs a value and a command behind it; 'cvmfs_talk --help' shows the usage");
        var command = string.Join(' ', arguments[0] is "-p" or "-i" ? arguments[2..] : arguments);
        switch (arguments[0])
        {
            case "-p":
                return await SendAsync(arguments[1], command, cancel);
            case "-i":
                return FindSocket(arguments[1]) is { } socket
                    ? await SendAsync(socket, command, cancel)
                    : Complain($"{arguments[1]} is not mounted; 'cvmfs_config status' lists what is");
            default:
                return await SendToAllAsync(command, cancel);
        }
    }

    private static async Task<int> SendToAllAsync(string command, CancellationToken cancel)
    {
        var places = MountedClients.Places();
        if (places.Count == 0)
            return Complain("no repository is mounted");
        var worst = 0;
        foreach (var place in places)
        {
            if (places.Count > 1)
                Console.Out.WriteLine($"{MountedClients.Attribute(place, "user.fqrn") ?? place}:");
            worst = Math.Max(worst, MountedClients.Attribute(place, "user.talk_socket") is { } socket
                ? await SendAsync(socket, command, cancel)
                : Complain($"the mount on {place} does not answer"));
        }
        return worst;
    }

    // The mount itself knows its socket; a mount that hangs is found through its configuration.
    private static string? FindSocket(string name)
    {
        if (!MountConfiguration.TryResolve(name, [], out var repository))
            return null;
        if (MountedClients.PlaceOf(repository.ToString()) is { } place)
            return MountedClients.Attribute(place, "user.talk_socket");
        return MountConfiguration.Bind(repository, []).Settings is { } settings && File.Exists(MountConfiguration.TalkSocket(settings))
            ? MountConfiguration.TalkSocket(settings)
            : null;
    }

    private static async Task<int> SendAsync(string socket, string command, CancellationToken cancel)
    {
        try
        {
            Console.Out.Write(await TalkClient.SendAsync(socket, command, cancel));
            return 0;
        }
        catch (SocketException e)
        {
            return Complain($"nobody answers at '{socket}': {e.Message}. Is the repository mounted, and by this user?");
        }
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine($"cvmfs_talk: {message}.");
        return 1;
    }
}
