using CernVM.Contexts.Agent.Guest;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Whether root and passwords may log in over ssh: a file of our own that sshd reads before its main settings.</summary>
internal sealed class SshPolicyStage : IStage
{
    private const string Main = "/etc/ssh/sshd_config";

    // sshd takes the first value of a keyword, so a low number wins over other files.
    private const string Path = "/etc/ssh/sshd_config.d/10-cernvm-context.conf";

    public string Name => "ssh-policy";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => run.Config.DisableRoot is not null || run.Config.SshPasswordAuthentication is not null;

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var text = "";
        if (run.Config.DisableRoot is { } disabled)
            text += $"PermitRootLogin {(disabled ? "no" : "prohibit-password")}\n";
        if (run.Config.SshPasswordAuthentication is { } allowed)
            text += allowed ? "PasswordAuthentication yes\n" : "PasswordAuthentication no\nKbdInteractiveAuthentication no\n";
        work.ChangedIf(run.Guest.WriteFile(Path, text, GuestAttributes.PrivateFile), $"wrote {Path}");
        if (run.Guest.ReadText(Main) is not { } main || !main.Split('\n').Any(IncludesFolder))
            work.Problem($"{Main} does not include the files of sshd_config.d, so the policy has no effect; add 'Include /etc/ssh/sshd_config.d/*.conf' as its first line.");
        return Task.CompletedTask;
    }

    private static bool IncludesFolder(string line) =>
        line.StartsWith("Include", StringComparison.OrdinalIgnoreCase) && line.Contains("sshd_config.d", StringComparison.Ordinal);
}
