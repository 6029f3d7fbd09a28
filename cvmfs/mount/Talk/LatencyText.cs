using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Fuse.Kernel;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>The answers of <c>latency</c> and the histograms of <c>internal affairs</c>, as the original prints them.</summary>
internal static class LatencyText
{
    private static readonly double[] Quantiles = [.1, .2, .25, .3, .4, .5, .6, .7, .75, .8, .9, .95, .99, .999, .9999];

    // READDIRPLUS is asked here instead of READDIR.
    private static readonly (string Name, string Title, FuseOpcode Operation)[] Operations =
    [
        ("lookup", "Lookup", FuseOpcode.FUSE_LOOKUP),
        ("forget", "Forget", FuseOpcode.FUSE_FORGET),
        ("forget_multi", "Multi-Forget", FuseOpcode.FUSE_BATCH_FORGET),
        ("getattr", "Getattr", FuseOpcode.FUSE_GETATTR),
        ("readlink", "Readlink", FuseOpcode.FUSE_READLINK),
        ("opendir", "Opendir", FuseOpcode.FUSE_OPENDIR),
        ("releasedir", "Releasedir", FuseOpcode.FUSE_RELEASEDIR),
        ("readdir", "Readdir", FuseOpcode.FUSE_READDIRPLUS),
        ("open", "Open", FuseOpcode.FUSE_OPEN),
        ("read", "Read", FuseOpcode.FUSE_READ),
        ("release", "Release", FuseOpcode.FUSE_RELEASE),
    ];

    /// <summary>One line for each operation.</summary>
    public static string Csv(TalkContext context)
    {
        var text = new StringBuilder("\"repository\",\"action\",\"total_count\",\"time_unit\"");
        foreach (var part in Quantiles)
            text.Append(CultureInfo.InvariantCulture, $",{part:F5}");
        foreach (var (name, _, operation) in Operations)
        {
            var latency = context.Magic.Operations.Latency(operation);
            text.Append(CultureInfo.InvariantCulture, $"\n\"{context.Client.Name}\",\"{name}\",{latency.Count},\"nanoseconds\"");
            foreach (var part in Quantiles)
                text.Append(CultureInfo.InvariantCulture, $",{latency.Quantile(part)}");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>A table for each operation.</summary>
    public static void AppendHistograms(TalkContext context, StringBuilder text)
    {
        foreach (var (_, title, operation) in Operations)
            text.Append(title).Append('\n').Append(context.Magic.Operations.Latency(operation));
    }
}
