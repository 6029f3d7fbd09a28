using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Commands about the processes that serve the mount one after the other.</summary>
internal static class ReplacementCommands
{
    public static readonly IReadOnlyList<TalkCommand> All =
    [
        TalkCommand.Of("hotpatch history", "the processes that served the mount", History),
        new("reload wipe", "the same, with an empty cache", (context, _, cancel) => ReloadAsync(context, wipe: true, cancel)),
        new("reload", "put the executable that is installed now in charge of the mount", (context, _, cancel) => ReloadAsync(context, wipe: false, cancel)),
    ];

    private static string History(TalkContext context)
    {
        var text = new StringBuilder();
        var first = context.Magic.History[0];
        text.Append(CultureInfo.InvariantCulture, $"{Local(context.Statistics.StartedAt)}    (start of CernVM-FS loader {first.Version})\n");
        foreach (var served in context.Magic.History)
            text.Append(CultureInfo.InvariantCulture, $"{Local(served.Since)}    (loaded CernVM-FS Fuse Module {served.Version})\n");
        return text.ToString();
    }

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static async ValueTask<string> ReloadAsync(TalkContext context, bool wipe, CancellationToken cancel) =>
        await context.Replacement.ReplaceAsync(wipe, cancel) is { } failure
            ? $"Failed: {failure.Message}"
            : string.Create(CultureInfo.InvariantCulture, $"OK (pid {context.Replacement.Successor!.Id})");
}
