using System.Net.Sockets;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary><c>cvmfs2 __RELOAD__ SOCKET …</c>: what scripts around the original call; <c>cvmfs_config reload</c> is the same for people.</summary>
internal static class ReloadCommand
{
    /// <summary>First argument of <c>cvmfs2</c>. <c>stop_and_go</c> behind the socket makes no difference here.</summary>
    public const string Verb = "__RELOAD__";

    /// <summary>Last argument: the client logs every step from then on. Without it no longer.</summary>
    public const string DebugOption = "--debug";

    /// <summary>Runs it; the value is the exit code.</summary>
    /// <param name="socket">The control socket, or the link to it.</param>
    /// <param name="isDebug">Whether the client logs every step from then on.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<int> RunAsync(string socket, bool isDebug, CancellationToken cancel)
    {
        var mode = isDebug ? ReplacementCommands.DebugWord : ReplacementCommands.NoDebugWord;
        string answer;
        try
        {
            answer = (await TalkClient.SendAsync(socket, $"reload {mode}", cancel)).Trim();
        }
        catch (SocketException failure)
        {
            answer = $"nobody answers at '{socket}': {failure.Message}. Is the repository mounted?";
        }

        if (answer.StartsWith("OK", StringComparison.Ordinal))
            return 0;
        Console.Error.WriteLine($"cvmfs2 {Verb}: {answer}");
        return 1;
    }
}
