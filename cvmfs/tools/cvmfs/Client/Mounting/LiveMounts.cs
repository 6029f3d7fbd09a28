using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Cvmfs.Tools.Client.Mounting;

/// <summary>Whether a client of a repository runs already, asked through its control socket.</summary>
internal static class LiveMounts
{
    // Ours, arbitrary: a client that was just unmounted closes its cache for so long at most.
    private static readonly TimeSpan EndOfClient = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Where the client has mounted the repository, or null when none runs. One that says <paramref name="wanted"/> while nothing is mounted there is
    /// about to end, and is waited for.
    /// </summary>
    public static async Task<string?> FindAsync(ClientSettings settings, string wanted, CancellationToken cancel)
    {
        var socket = MountConfiguration.TalkSocket(settings);
        var until = TimeProvider.System.GetUtcNow() + EndOfClient;
        while (true)
        {
            var place = await AskAsync(socket, cancel);
            if (place != wanted || MountTable.At(wanted) is not null || TimeProvider.System.GetUtcNow() > until)
                return place;
            await Task.Delay(Pause, cancel);
        }
    }

    private static async Task<string?> AskAsync(string socket, CancellationToken cancel)
    {
        try
        {
            return (await TalkClient.SendAsync(socket, "mountpoint", cancel)).Trim() is { Length: > 0 } place ? place : null;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return null;
        }
    }
}
