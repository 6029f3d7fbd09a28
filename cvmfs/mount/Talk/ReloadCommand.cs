using System.Net.Sockets;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary><c>cvmfs2 __RELOAD__ SOCKET …</c>: what scripts around the original call; <c>cvmfs_config reload</c> is the same for people.</summary>
internal static class ReloadCommand
{
    /// <summary>First argument of <c>cvmfs2</c>. What follows the socket (<c>stop_and_go</c>, <c>--debug</c>) makes no difference here.</summary>
    public const string Verb = "__RELOAD__";

    /// <summary>Runs it; the value is the exit code.</summary>
    public static async Task<int> RunAsync(string socket, CancellationToken cancel)
    {
        string answer;
        try
        {
            answer = (await TalkClient.SendAsync(socket, "reload", cancel)).Trim();
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
