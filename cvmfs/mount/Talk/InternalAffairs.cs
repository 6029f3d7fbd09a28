using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Mount.Metrics;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>
/// The answer of <c>internal affairs</c>, in the original's layout. Sections and counters about parts that are not here (its inode tracker, its memory
/// caches, its SQLite) are left out; counters that exist here have the original's names, and ours follow in a group of their own.
/// </summary>
internal static class InternalAffairs
{
    public static string Of(TalkContext context)
    {
        var text = new StringBuilder();
        var revision = context.Client.CurrentRevision.Number.Number;
        text.Append(CultureInfo.InvariantCulture, $"Inode Generation:\n  init-catalog-revision: {context.Magic.FirstRevision}  current-catalog-revision: {revision}  ");
        text.Append(CultureInfo.InvariantCulture, $"incarnation: {context.Magic.History.Count - 1}  inode generation: 0\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Cache Mode: {(context.Client.IsCacheReadOnly ? "read-only" : "read-write")}\nDrainout Mode: no\nMaintenance Mode: no\n");
        text.Append("\nLatency distribution of system calls:\n");
        LatencyText.AppendHistograms(context, text);
        text.Append("\nRaw Counters:\nName|Value|Description\n");
        foreach (var metric in MountMetrics.Read(context.Magic))
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name}|{metric.Value}|{metric.Meaning}\n");
        return text.ToString();
    }
}
