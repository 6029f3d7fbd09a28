using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Metrics;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Commands about the client itself.</summary>
internal static class DiagnosisCommands
{
    public static readonly IReadOnlyList<TalkCommand> All =
    [
        TalkCommand.Of("internal affairs", "state and counters of the client", InternalAffairs.Of),
        TalkCommand.Of("latency", "times of the operations as CSV, with CVMFS_INSTRUMENT_FUSE", LatencyText.Csv),
        TalkCommand.Of("metrics prometheus", "counters in the text format of Prometheus", Metrics),
        TalkCommand.Of("parameters", "every parameter with its origin", Parameters),
        TalkCommand.Of("pid cachemgr", "process that manages the cache", _ => Pid()),
        TalkCommand.Of("pid watchdog", "process that watches the mount", Watchdog),
        TalkCommand.Of("pid", "process of the mount", _ => Pid()),
        TalkCommand.Of("reset error counters", "set the counters of errors back", ResetErrors),
        TalkCommand.Of("tracebuffer flush", "write the noted accesses to the trace file", FlushTrace),
        TalkCommand.Of("version patchlevel", "patch level of the client", _ => "0"),
        TalkCommand.Of("version", "version of the client", _ => $"{ProductVersion.Number} (CernVM-FS Fuse Module)\n{ProductVersion.Number} (Loader)"),
        TalkCommand.Of("vfs entries", "open files: <inode of the directory>/name", context => Lines(context.Replacement.Files.OpenEntries())),
        TalkCommand.Of("vfs inodes", "inodes of open files", context => Lines(context.Replacement.Files.OpenInodes())),
    ];

    private static string Pid() => ProcessControl.Id.ToString(CultureInfo.InvariantCulture);

    // Without a watchdog the original names the mount itself.
    private static string Watchdog(TalkContext context) =>
        (context.IsSupervised ? ProcessControl.ParentId : ProcessControl.Id).ToString(CultureInfo.InvariantCulture);

    private static string Parameters(TalkContext context)
    {
        var text = new StringBuilder();
        foreach (var value in context.Client.Settings.Origins.OrderBy(value => value.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}    # from {value.File}\n");
        return text.ToString();
    }

    private static string ResetErrors(TalkContext context)
    {
        context.Client.Counters.ResetErrors();
        return "OK";
    }

    private static string Metrics(TalkContext context) => PrometheusText.Of(MountMetrics.Read(context.Magic), context.Client.Name);

    private static string FlushTrace(TalkContext context)
    {
        context.Magic.Trace?.Flush();
        return "OK";
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + '\n'));
}
