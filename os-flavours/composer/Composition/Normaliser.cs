using CernVM.Builder.Tooling.Processes;
using CernVM.Flavours.Composer.Tree;

namespace CernVM.Flavours.Composer.Composition;

/// <summary>Removes or evens out everything that would make two compositions of the same packages differ, or two machines alike.</summary>
internal static class Normaliser
{
    private static readonly string[] s_traces =
    [
        "/dev/*", "/run/*", "/tmp/*", "/var/tmp/*", "/boot/*",
        "/var/cache/apt/*", "/var/cache/debconf/*-old", "/var/cache/ldconfig/*", "/var/cache/fontconfig/*", "/var/cache/man/*",
        "/var/lib/apt/lists/*", "/var/lib/dpkg/*-old", "/var/lib/dpkg/lock*", "/var/lib/dpkg/triggers/Lock",
        "/var/lib/systemd/random-seed", "/var/lib/systemd/credential.secret", "/var/lib/dbus/machine-id", "/var/lib/ucf/*.[0-9]*",
        "/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-", "/etc/subuid-", "/etc/subgid-", "/etc/.pwd.lock",
        "/etc/ssh/ssh_host_*", "/etc/hostname", "/etc/resolv.conf",
    ];

    /// <summary>Before the flavour's own changes: traces go, identities are emptied.</summary>
    public static async Task RemoveTracesAsync(string root, long epoch, CancellationToken cancellation)
    {
        foreach (var path in s_traces.SelectMany(pattern => TreeGlob.Find(root, pattern)))
            Customisation.Delete(path);
        RemoveFiles(Path.Combine(root, "var/log"));
        await File.WriteAllTextAsync(Path.Combine(root, "etc/machine-id"), string.Empty, cancellation).ConfigureAwait(false);
        await RewriteAsync(Path.Combine(root, "etc/shadow"), text => AccountFiles.WithPasswordDay(text, epoch / 86_400), cancellation).ConfigureAwait(false);
        await RewriteAsync(Path.Combine(root, "var/lib/dpkg/status"), DpkgStatus.Sort, cancellation).ConfigureAwait(false);
        await RewriteAsync(Path.Combine(root, "var/lib/apt/extended_states"), DpkgStatus.Sort, cancellation).ConfigureAwait(false);
    }

    /// <summary>After the flavour's own changes: derived files are made anew and no time is later than the epoch.</summary>
    public static async Task FinishAsync(string root, long epoch, CancellationToken cancellation)
    {
        await Tool.RequireAsync(new ToolCall("chroot", [root, "ldconfig"]), "rebuilding ld.so.cache of the flavour", cancellation).ConfigureAwait(false);
        foreach (var path in TreeGlob.Find(root, "/var/cache/ldconfig/*").Concat(TreeGlob.Find(root, "/run/*")))
            Customisation.Delete(path);
        await MarkUpdatedAsync(root, epoch, cancellation).ConfigureAwait(false);
        ClampTimes(root, DateTimeOffset.FromUnixTimeSeconds(epoch).UtcDateTime, cancellation);
    }

    /// <summary>
    /// systemd-update-done.service(8): says that /etc and /var are as new as /usr. Without it the first boot would rebuild
    /// ld.so.cache and other databases, and fetch every library for that.
    /// </summary>
    private static async Task MarkUpdatedAsync(string root, long epoch, CancellationToken cancellation)
    {
        foreach (var folder in (string[])["etc", "var"])
            await File.WriteAllTextAsync(Path.Combine(root, folder, ".updated"), $"TIMESTAMP_NSEC={epoch}000000000\n", cancellation).ConfigureAwait(false);
    }

    private static void RemoveFiles(string folder)
    {
        foreach (var file in TreeEntries.Below(folder).Where(entry => !entry.Attributes.HasFlag(FileAttributes.Directory)))
            file.Delete();
    }

    private static async Task RewriteAsync(string file, Func<string, string> change, CancellationToken cancellation)
    {
        // In place: owner and mode stay.
        if (File.Exists(file))
            await File.WriteAllTextAsync(file, change(await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
    }

    private static void ClampTimes(string root, DateTime latest, CancellationToken cancellation)
    {
        foreach (var entry in TreeEntries.Below(root).Append(new DirectoryInfo(root)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.LastWriteTimeUtc > latest)
                entry.LastWriteTimeUtc = latest;
        }
    }
}
