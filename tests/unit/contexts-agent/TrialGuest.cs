using System.Text;
using CernVM.Contexts.Agent.Commands;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Agent.Reports;
using CernVM.Contexts.Agent.Stages;
using CernVM.Contexts.Agent.State;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MetaData;
using CernVM.Contexts.Model.UserData;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Contexts.Agent.Tests;

/// <summary>A guest in a temporary folder, with the account files of a small Debian.</summary>
internal sealed class TrialGuest : IDisposable
{
    public const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG5GNw4F64WhBTfVTKu4Vaqi3tZGAfpOKCGgQkuvdYhB user@example.org";

    public TrialGuest()
    {
        Ownership = new RecordedOwnership();
        Folder = Directory.CreateTempSubdirectory("cernvm-guest-").FullName;
        Put("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n");
        Put("/etc/group", "root:x:0:\ndaemon:x:1:\nsudo:x:27:\nshadow:x:42:\n");
        Put("/etc/shadow", "root:*:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Put("/etc/gshadow", "root:*::\ndaemon:*::\nsudo:*::\nshadow:*::\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Put("/etc/skel/.profile", "umask 022\n");
        Put("/etc/hosts", "127.0.0.1\tlocalhost\n127.0.1.1\tdebian\n");
        Put("/etc/ssh/sshd_config", "Include /etc/ssh/sshd_config.d/*.conf\n");
        Put("/etc/debian_version", "13\n");
        Put("/usr/share/zoneinfo/Europe/Zurich", "TZif");
        Directory.CreateDirectory(Real("/root"));
        Root = GuestRoot.Open(Folder, Ownership);
        Log = new ContextLog(Root, Clock);
    }

    public string Folder { get; }

    public GuestRoot Root { get; }

    public RecordedOwnership Ownership { get; }

    public RecordedRunner Runner { get; } = new();

    public ContextLog Log { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 34, 56, TimeSpan.Zero));

    public string Real(string path) => Folder + path;

    public string Text(string path) => File.ReadAllText(Real(path));

    public UnixFileMode Mode(string path) => File.GetUnixFileMode(Real(path));

    public void Put(string path, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Real(path))!);
        File.WriteAllText(Real(path), text);
        File.SetUnixFileMode(Real(path), mode);
    }

    public async Task<IReadOnlyDictionary<string, StageReport>> ApplyAsync(string userData, string metaData = "instance-id: i-1\n", StagePhase? phase = null)
    {
        var document = UserDataReader.Read(Encoding.UTF8.GetBytes(userData));
        Assert.DoesNotContain(document.Diagnostics, d => d.Severity == Severity.Error);
        var meta = MetaDataReader.Read(Encoding.UTF8.GetBytes(metaData), "meta-data", new DiagnosticBag());
        var run = new ContextRun
        {
            Guest = Root,
            UserData = document,
            MetaData = meta,
            State = new InstanceState(Root, meta.InstanceId!, Clock),
            Runner = Runner,
            Log = Log,
            Clock = Clock,
        };
        var reports = await new ContextApplier(run, _ => { }).RunAsync(phase, TestContext.Current.CancellationToken);
        return reports.ToDictionary(r => r.Name);
    }

    /// <summary>Every file of the guest with its mode and content, logs apart.</summary>
    public string Snapshot()
    {
        var text = new StringBuilder();
        var files = Directory.EnumerateFileSystemEntries(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
        foreach (var path in files.Where(f => !f.Contains("/var/log/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            text.Append($"{path[Folder.Length..]} {File.GetUnixFileMode(path)} ");
            text.AppendLine(File.GetAttributes(path).HasFlag(FileAttributes.Directory) ? "" : File.GetLastWriteTimeUtc(path).Ticks + File.ReadAllText(path));
        }

        return text.ToString();
    }

    public void Dispose()
    {
        Log.Dispose();
        Root.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
