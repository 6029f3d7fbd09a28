namespace CernVM.Bootloader.Agent.Handover;

/// <summary>The systemd units that apply the context inside the OS, in the run-time unit folder: nothing of them stays on disk.</summary>
internal static class ContextUnits
{
    private const string Early = "cernvm-context-early.service";
    private const string Late = "cernvm-context.service";
    private const string Target = "multi-user.target.wants";

    /// <summary>Writes the units and hangs them on multi-user.target.</summary>
    public static void Write(string systemd, string executable, string source)
    {
        Directory.CreateDirectory(Path.Combine(systemd, Target));
        Unit(systemd, Early, EarlyText(executable, source));
        Unit(systemd, Late, LateText(executable, source));
    }

    private static string EarlyText(string executable, string source) =>
        $"""
        [Unit]
        Description=Apply the CernVM context: names, accounts, keys, files
        Before=ssh.service sshd.service ssh.socket systemd-user-sessions.service getty-pre.target
        Wants=getty-pre.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        TimeoutStartSec=300
        ExecStart={executable} context apply --source "{source}" --phase early
        StandardOutput=journal+console

        """;

    private static string LateText(string executable, string source) =>
        $"""
        [Unit]
        Description=Apply the CernVM context: commands and scripts
        After={Early} network-online.target
        Wants=network-online.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        TimeoutStartSec=infinity
        ExecStart={executable} context apply --source "{source}" --phase late
        StandardOutput=journal+console

        """;

    private static void Unit(string systemd, string name, string text)
    {
        File.WriteAllText(Path.Combine(systemd, name), text);
        string link = Path.Combine(systemd, Target, name);
        if (!Path.Exists(link))
            File.CreateSymbolicLink(link, "../" + name);
    }
}
