namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>The table of commands of the control socket, with the texts that scripts expect (formats §10.5).</summary>
internal static class TalkCommands
{
    public static readonly IReadOnlyList<TalkCommand> All =
        [.. StateCommands.All, .. DiagnosisCommands.All, .. ReplacementCommands.All, .. NetworkCommands.All, .. CacheCommands.All, .. ProfileCommands.All];

    // Longer commands first, so that "pid" does not hide "pid cachemgr".
    private static readonly TalkCommand[] ByLength = [.. All.OrderByDescending(command => command.Words.Length)];

    /// <summary>Runs a line. An unknown one is answered with the words that the original uses.</summary>
    public static async ValueTask<string> RunAsync(TalkContext context, string line, CancellationToken cancel)
    {
        var words = string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var command in ByLength)
        {
            if (words != command.Words && !words.StartsWith(command.Words + " ", StringComparison.Ordinal))
                continue;
            var rest = words[command.Words.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return (await command.Run(context, rest, cancel)).TrimEnd('\n') + "\n";
        }
        return "unknown command\n";
    }
}
