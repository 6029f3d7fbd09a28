using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Commands about the revision that is shown and its catalogs.</summary>
internal static class StateCommands
{
    public static readonly IReadOnlyList<TalkCommand> All =
    [
        new("chroot", "show the revision of a root catalog: chroot <hash>", ChangeRootAsync),
        TalkCommand.Of("detach nested catalogs", "close nested catalogs that nobody uses", Detach),
        TalkCommand.Of("device id", "device number of the mount", context => MountTable.At(context.MountPoint)?.Device.ToString() ?? "0:0"),
        TalkCommand.Of("max ttl info", "upper bound of the time between looks for a new revision", MaxTtl),
        new("max ttl set", "change that bound: max ttl set <minutes>", (context, words, _) => ValueTask.FromResult(SetMaxTtl(context, words))),
        TalkCommand.Of("mountpoint", "where the repository is mounted", context => context.MountPoint),
        TalkCommand.Of("open catalogs", "catalogs that are open", OpenCatalogs),
        new("remount sync", "look for a new revision, answer when it is shown", (context, _, cancel) => RemountAsync(context, cancel)),
        new("remount", "look for a new revision", (context, _, cancel) => RemountAsync(context, cancel)),
        new("send mount fd", "for mount.cvmfs: send mount fd <socket>", DeviceCommand.SendAsync),
        TalkCommand.Of("revision", "number of the revision shown", context => $"{context.Client.CurrentRevision.Number.Number}"),
    ];

    // Names in the kernel expire at once, so there is no draining to wait for: both forms answer when the revision is shown.
    private static async ValueTask<string> RemountAsync(TalkContext context, CancellationToken cancel)
    {
        var outcome = await context.Updater.UpdateAsync(cancel);
        if (outcome.IsOk)
            return outcome.Value is null ? "Catalog up to date" : "New revision applied";
        return outcome.Failure.Kind == ClientFailureKind.NoSpace ? "Failed (no space)" : $"Failed ({outcome.Failure.Message})";
    }

    private static async ValueTask<string> ChangeRootAsync(TalkContext context, string[] words, CancellationToken cancel)
    {
        if (words.Length == 0)
            return "Usage: chroot <hash>";
        return ContentHash.TryParse(words[0], out var root) && (await context.Updater.ChangeRootAsync(root, cancel)).IsOk ? "OK" : "Failed";
    }

    private static string Detach(TalkContext context)
    {
        context.Client.DetachNestedCatalogs();
        return "OK";
    }

    private static string MaxTtl(TalkContext context) => context.Client.MaxTtl is { } ttl ? $"{(long)ttl.TotalMinutes} minutes" : "unset";

    private static string SetMaxTtl(TalkContext context, string[] words)
    {
        if (words.Length == 0)
            return "Usage: max ttl set <minutes>";
        _ = uint.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes);
        context.Client.MaxTtl = minutes == 0 ? null : TimeSpan.FromMinutes(minutes);
        return "OK";
    }

    private static string OpenCatalogs(TalkContext context)
    {
        var text = new StringBuilder();
        foreach (var catalog in context.Client.ListOpenCatalogs())
            text.Append(' ', 4 * catalog.Level).Append("-> ").Append(catalog.Mountpoint.IsRoot ? "" : catalog.Mountpoint.ToString()).Append('\n');
        return text.ToString();
    }
}
