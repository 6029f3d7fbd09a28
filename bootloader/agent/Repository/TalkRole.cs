using System.Net.Sockets;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Bootloader.Agent.Repository;

/// <summary><c>cvmfs_talk</c> inside the OS: sends a command to the client of the OS repository.</summary>
internal static class TalkRole
{
    private const int Failed = 1;

    /// <summary>Prints the answer. Arguments: the words of the command.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            await Console.Error.WriteLineAsync("usage: cvmfs_talk COMMAND ...\n" + TalkClient.CommandHelp).ConfigureAwait(false);
            return Failed;
        }

        try
        {
            Console.Out.Write(await TalkClient.SendAsync(AgentPaths.TalkSocket, string.Join(' ', words), CancellationToken.None).ConfigureAwait(false));
            return 0;
        }
        catch (SocketException e)
        {
            await Console.Error.WriteLineAsync($"cvmfs_talk: nobody answers at '{AgentPaths.TalkSocket}': {e.Message}. Only root may ask.").ConfigureAwait(false);
            return Failed;
        }
    }
}
