using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Commands that record access profiles (docs/formats/access-profile.md).</summary>
internal static class ProfileCommands
{
    private const string OnAnyFile = "--any";

    public static readonly IReadOnlyList<TalkCommand> All =
    [
        new("profile start", "[NAME] record which files are opened from now on", (context, words, _) => ValueTask.FromResult(Start(context, words))),
        new("profile stop", "[--any] [DIRECTORY] end, and print the access profile for that directory", (context, words, _) => ValueTask.FromResult(Stop(context, words))),
    ];

    private static string Start(TalkContext context, string[] words)
    {
        context.Client.Recorder.Start(words.Length == 0 ? "unnamed" : string.Join(' ', words));
        return "OK";
    }

    // The text goes to whoever asks: nobody is made to write files for others.
    private static string Stop(TalkContext context, string[] words)
    {
        var directory = words.FirstOrDefault(word => word != OnAnyFile) ?? "/";
        if (directory.StartsWith(context.MountPoint + "/", StringComparison.Ordinal))
            directory = directory[context.MountPoint.Length..];
        if (!RepositoryPath.TryParse(directory, out var anchor))
            return $"Failed: '{directory}' is no absolute path of a directory in the repository";
        return context.Client.Recorder.Stop(anchor, words.Contains(OnAnyFile)) is { } recorded
            ? recorded.Text
            : "Failed: nothing is being recorded; begin with 'profile start'";
    }
}
