using CernVM.Contexts.Agent.Guest;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>The language of logins: /etc/default/locale in Debian, /etc/locale.conf elsewhere.</summary>
internal sealed class LocaleStage : IStage
{
    public string Name => "locale";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => run.Config.Locale is not null;

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        // In Debian, locale.conf is a link to the other file, if it is there at all.
        var path = run.Guest.Status("/etc/debian_version") is null ? "/etc/locale.conf" : "/etc/default/locale";
        work.ChangedIf(run.Guest.WriteFile(path, $"LANG={run.Config.Locale}\n", GuestAttributes.PublicFile), $"the locale is {run.Config.Locale}");
        return Task.CompletedTask;
    }
}
