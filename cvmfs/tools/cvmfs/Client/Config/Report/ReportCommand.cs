using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config.Report;

/// <summary>A command whose output belongs into a report.</summary>
/// <param name="Text">The command line, without quoting.</param>
internal sealed record ReportCommand(string Text)
{
    private const int MaxOutput = 4 << 20;

    /// <summary>All of them.</summary>
    public static IEnumerable<ReportCommand> All { get; } = new[]
    {
        "uname -a", "cat /etc/os-release", "hostname -f", "ip address", "cvmfs2 --version", "ls -lR /var/run/cvmfs", "grep cvmfs /var/log/messages",
        "grep cvmfs /var/log/syslog", "journalctl -n 2000 --no-pager -t cvmfs2", "journalctl -n 2000 --no-pager -u autofs.service", "ls -la /var/lib/cvmfs",
        "cvmfs_config probe", "mount", "df -h", "ps -ef", "cvmfs_config status", "cvmfs_config showconfig", "cvmfs_config chksetup", "cvmfs_config stat -v",
        "cvmfs_talk internal affairs", "cat /etc/fuse.conf", "ls -la /usr/bin/fusermount3", "cat /etc/auto.master", "cat /etc/auto.master.d/cvmfs.autofs",
        "cat /etc/default/autofs", "cat /etc/sysconfig/autofs", "cat /etc/fstab", "cat /etc/exports", "cat /proc/mounts", "cat /proc/cpuinfo", "cat /etc/hosts",
        "free -m", "systemctl show autofs.service", "id cvmfs",
    }.Select(text => new ReportCommand(text));

    /// <summary>A file name made of the command line's letters and digits.</summary>
    public string FileName => string.Concat(Text.Where(char.IsAsciiLetterOrDigit));

    /// <summary>Runs it; what could not be run says so in the errors.</summary>
    public string Run(out string errors)
    {
        var words = Text.Split(' ');
        var isOwn = AppletTable.Find(words[0]) is not null;
        var result = isOwn && Environment.ProcessPath is { } self && Path.GetFileName(self) != MountCommand.Name
            ? HostProgram.Run(self, words)
            : HostProgram.Run(words[0], words[1..]);
        errors = result is null ? $"{Text}: not there, or took too long" : Short(result.Value.Errors);
        return result is null ? "" : Short(result.Value.Output);
    }

    private static string Short(string text) => text.Length <= MaxOutput ? text : string.Concat(text.AsSpan(0, MaxOutput), "\n(cut)\n");
}
