using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Commands about the processes that serve the mount one after the other.</summary>
internal static class ReplacementCommands
{
    /// <summary>Behind <c>reload</c>: log every step from then on. Without it or <see cref="NoDebugWord"/> the configuration decides.</summary>
    public const string DebugWord = "debug";

    /// <summary>Behind <c>reload</c>: log no steps from then on, whatever the configuration says.</summary>
    public const string NoDebugWord = "nodebug";

    public static readonly IReadOnlyList<TalkCommand> All =
    [
        TalkCommand.Of("hotpatch history", "the processes that served the mount", History),
        new("reload wipe", "the same, with an empty cache", (context, words, cancel) => ReloadAsync(context, wipe: true, words, cancel)),
        new("reload", "put the executable that is installed now in charge of the mount", (context, words, cancel) => ReloadAsync(context, wipe: false, words, cancel)),
    ];

    private static bool? Debug(string[] words) => words switch { [DebugWord] => true, [NoDebugWord] => false, _ => null };

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

    private static async ValueTask<string> ReloadAsync(TalkContext context, bool wipe, string[] words, CancellationToken cancel) =>
        await context.Replacement.ReplaceAsync(wipe, Debug(words), cancel) is { } failure
            ? $"Failed: {failure.Message}"
            : string.Create(CultureInfo.InvariantCulture, $"OK (pid {context.Replacement.Successor!.Id})");
}
