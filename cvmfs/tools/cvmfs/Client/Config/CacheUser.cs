using System.Globalization;
using System.Net.Sockets;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>A live client, as somebody who has a cache open.</summary>
internal sealed record CacheUser(RunningProcess Process, string Socket)
{
    // The answer when something is left: always, since the open catalogs are pinned.
    private const string WhatIsInUseStays = "Not fully cleaned";

    /// <summary>The client of a mount; null when it does not answer.</summary>
    public static CacheUser? At(string place) =>
        int.TryParse(MountedClients.Attribute(place, "user.pid"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && RunningProcess.Read(id) is { } process
        && MountedClients.Attribute(place, "user.talk_socket") is { } socket
            ? new CacheUser(process, socket)
            : null;

    /// <summary>Lets the client delete everything that it does not need at the moment: null, or why it did not.</summary>
    public async Task<string?> CleanUpAsync(CancellationToken cancel)
    {
        try
        {
            var answer = (await TalkClient.SendAsync(Socket, "cleanup 0", cancel)).Trim();
            return answer is "OK" || answer.StartsWith(WhatIsInUseStays, StringComparison.Ordinal) ? null : answer;
        }
        catch (SocketException e)
        {
            return $"nobody answers at '{Socket}': {e.Message}";
        }
    }
}
