using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>The table of commands of the control socket, with the texts that scripts expect (formats §10.5).</summary>
internal static class TalkCommands
{
    public static readonly IReadOnlyList<TalkCommand> All =
    [
        .. NetworkCommands.All,
        .. CacheCommands.All,
        Text("detach nested catalogs", "close nested catalogs that nobody uses", Detach),
        Text("device id", "device number of the mount", context => MountTable.At(context.MountPoint)?.Device.ToString() ?? "unknown"),
        Text("hotpatch history", "the processes that served the mount", History),
        Text("internal affairs", "counters of the client", Affairs),
        Text("max ttl info", "upper bound of the time between looks for a new revision", MaxTtl),
        Text("mountpoint", "where the repository is mounted", context => context.MountPoint),
        Text("open catalogs", "number of open catalogs", context => $"{context.Client.Counters.OpenCatalogs} catalogs open"),
        Text("parameters", "every parameter with its origin", Parameters),
        Text("pid cachemgr", "process that manages the cache", _ => Pid()),
        Text("pid watchdog", "process that watches the mount", Watchdog),
        Text("pid", "process of the mount", _ => Pid()),
        .. ProfileCommands.All,
        new("reload wipe", "the same, with an empty cache", (context, _, cancel) => ReloadAsync(context, wipe: true, cancel)),
        new("reload", "put the executable that is installed now in charge of the mount", (context, _, cancel) => ReloadAsync(context, wipe: false, cancel)),
        new("remount sync", "look for a new revision, answer when it is shown", (context, _, cancel) => RemountAsync(context, cancel)),
        new("remount", "look for a new revision", (context, _, cancel) => RemountAsync(context, cancel)),
        Text("reset error counters", "set the counters of errors back", ResetErrors),
        Text("revision", "number of the revision shown", context => $"{context.Client.CurrentRevision.Number.Number}"),
        Text("tracebuffer flush", "write the noted accesses to the trace file", FlushTrace),
        Text("version patchlevel", "third part of the version", _ => ProductVersion.Number.Split('.').Last()),
        Text("version", "version of the client", _ => ProductVersion.Number),
    ];

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

    private static TalkCommand Text(string words, string help, Func<TalkContext, string> answer) =>
        new(words, help, (context, _, _) => ValueTask.FromResult(answer(context)));

    private static string Pid() => ProcessControl.Id.ToString(CultureInfo.InvariantCulture);

    // Without a watchdog the original names the mount itself.
    private static string Watchdog(TalkContext context) =>
        (context.IsSupervised ? ProcessControl.ParentId : ProcessControl.Id).ToString(CultureInfo.InvariantCulture);

    private static string History(TalkContext context)
    {
        var text = new StringBuilder();
        var first = context.Magic.History[0];
        text.Append(CultureInfo.InvariantCulture, $"{Local(context.Statistics.StartedAt)}    (start of CernVM-FS loader {first.Version})\n");
        foreach (var served in context.Magic.History)
            text.Append(CultureInfo.InvariantCulture, $"{Local(served.Since)}    (loaded CernVM-FS Fuse Module {served.Version})\n");
        return text.ToString();
    }

    // As the original prints times: "1 Jan 2026 00:00:00".
    private static string Local(DateTimeOffset time) => time.ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Detach(TalkContext context)
    {
        context.Client.DetachNestedCatalogs();
        return "OK";
    }

    private static string FlushTrace(TalkContext context)
    {
        context.Magic.Trace?.Flush();
        return "OK";
    }

    private static string ResetErrors(TalkContext context)
    {
        context.Client.Counters.ResetErrors();
        return "OK";
    }

    private static string MaxTtl(TalkContext context) =>
        context.Client.Settings.Revision.MaxTtl is { } ttl ? $"{(long)ttl.TotalMinutes} minutes" : "unset";

    private static string Parameters(TalkContext context)
    {
        var text = new StringBuilder();
        foreach (var value in context.Client.Settings.Origins)
            text.Append(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}    # from {value.File}\n");
        return text.ToString();
    }

    private static string Affairs(TalkContext context)
    {
        var counters = context.Client.Counters;
        var text = new StringBuilder();
        foreach (var (name, value) in new (string, long)[]
        {
            ("catalogs open", counters.OpenCatalogs), ("catalogs loaded", counters.CatalogsLoaded),
            ("cache hits", counters.CacheHits), ("cache misses", counters.CacheMisses),
            ("downloads", counters.Downloads), ("download errors", counters.DownloadErrors), ("bytes received", counters.BytesReceived),
            ("corrupt objects", counters.CorruptObjects), ("host switches", counters.HostSwitches), ("proxy switches", counters.ProxySwitches),
            ("files opened", counters.Opens), ("files open", context.Statistics.OpenFiles),
            ("directories opened", context.Statistics.DirectoryOpens), ("directories open", context.Statistics.OpenDirectories),
            ("I/O errors", counters.IoErrors),
            ("fetched ahead", counters.Prefetch.Fetched), ("fetched ahead and used", counters.Prefetch.Used), ("bytes fetched ahead", counters.Prefetch.Bytes),
            ("fetched ahead, failed", counters.Prefetch.Failed), ("fetched ahead, no room", counters.Prefetch.Dropped),
            ("start-ups recognised", counters.Prefetch.Profiles),
        })
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        return text.ToString();
    }

    private static async ValueTask<string> RemountAsync(TalkContext context, CancellationToken cancel)
    {
        if (context.Client.CurrentRevision.IsFixed)
            return "No update: the root catalog is fixed";
        var outcome = await context.Updater.UpdateAsync(cancel);
        return outcome.IsOk
            ? outcome.Value is null ? "Catalog up to date" : "New revision applied"
            : $"Failed: {outcome.Failure.Message}";
    }

    private static async ValueTask<string> ReloadAsync(TalkContext context, bool wipe, CancellationToken cancel) =>
        await context.Replacement.ReplaceAsync(wipe, cancel) is { } failure
            ? $"Failed: {failure.Message}"
            : string.Create(CultureInfo.InvariantCulture, $"OK (pid {context.Replacement.Successor!.Id})");
}
