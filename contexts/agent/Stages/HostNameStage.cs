using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>The machine's name: in the kernel, in /etc/hostname and, so that it resolves, in /etc/hosts.</summary>
internal sealed class HostNameStage : IStage
{
    private const string OwnAddress = "127.0.1.1";
    private const string KernelName = "/proc/sys/kernel/hostname";

    public string Name => "hostname";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.EveryBoot;

    public bool IsWanted(ContextRun run) => Wanted(run) is not null;

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var (name, full) = Wanted(run)!.Value;
        work.ChangedIf(run.Guest.WriteFile("/etc/hostname", name + "\n", GuestAttributes.PublicFile), $"the name is {name}");
        if (run.Guest.IsRunningSystem)
            work.Try("kernel", () => File.WriteAllText(KernelName, name));
        if (run.Config.ManageHostsFile != HostsFilePolicy.Leave)
        {
            var hosts = run.Guest.ReadText("/etc/hosts") ?? "127.0.0.1 localhost\n::1 localhost\n";
            work.ChangedIf(run.Guest.WriteFile("/etc/hosts", WithOwnLine(hosts, name, full), GuestAttributes.PublicFile), $"/etc/hosts names {full}");
        }

        return Task.CompletedTask;
    }

    /// <summary>The hosts file with one line for the machine's own names in the place of an earlier one.</summary>
    internal static string WithOwnLine(string hosts, string name, string full)
    {
        var own = full == name ? $"{OwnAddress} {name}" : $"{OwnAddress} {full} {name}";
        var lines = hosts.TrimEnd('\n').Split('\n').ToList();
        var at = lines.FindIndex(IsOwn);
        lines.RemoveAll(IsOwn);
        lines.Insert(at < 0 ? lines.Count : at, own);
        return string.Join('\n', lines) + "\n";
    }

    private static bool IsOwn(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [OwnAddress, ..];

    private static (string Name, string Full)? Wanted(ContextRun run)
    {
        var full = run.Config.FullyQualifiedName ?? run.Config.HostName ?? run.UserData.Amiconfig?["hostname"]?["hostname"] ?? run.MetaData.LocalHostName;
        if (full is null || !Model.Accounts.AccountNames.IsHostName(full))
            return null;
        var name = run.Config.HostName ?? full;
        return (name.Split('.')[0], full);
    }
}
