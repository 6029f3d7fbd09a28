using System.CommandLine;
using System.Net.Sockets;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>reload</c>: puts the executable that is installed now in charge of live mounts.</summary>
internal static class ReloadCommand
{
    public static Command Create()
    {
        var wipe = new Option<bool>("-c") { Description = "Empty the caches on the way." };
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all mounted ones when none is named." };
        var command = new Command("reload", "Replace the client under live mounts: open files and inodes stay.") { wipe, names };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(names) ?? [], parsed.GetValue(wipe), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, bool wipe, CancellationToken cancel)
    {
        var failed = 0;
        foreach (var (name, place) in Places(names))
        {
            Console.Out.Write($"Reloading {name}... ");
            var answer = place is null ? "not mounted" : await ReloadAsync(place, wipe, cancel);
            Console.Out.WriteLine(answer);
            failed += answer.StartsWith("OK", StringComparison.Ordinal) ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    private static IReadOnlyList<(string Name, string? Place)> Places(string[] names) => names.Length == 0
        ? [.. MountedClients.Places().Select(place => (MountedClients.Attribute(place, "user.fqrn") ?? place, (string?)place))]
        : [.. ConfiguredRepositories.Of(names).Select(name => (name.ToString(), MountedClients.PlaceOf(name.ToString())))];

    private static async Task<string> ReloadAsync(string place, bool wipe, CancellationToken cancel)
    {
        if (MountedClients.Attribute(place, "user.talk_socket") is not { } socket)
            return $"Failed: the mount on {place} does not answer";
        try
        {
            return (await TalkClient.SendAsync(socket, wipe ? "reload wipe" : "reload", cancel)).Trim();
        }
        catch (SocketException e)
        {
            return $"Failed: nobody answers at '{socket}': {e.Message}";
        }
    }
}
