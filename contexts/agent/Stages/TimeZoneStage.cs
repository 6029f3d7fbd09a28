using CernVM.Contexts.Agent.Guest;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>The time zone: /etc/localtime and, where the flavour has it, /etc/timezone.</summary>
internal sealed class TimeZoneStage : IStage
{
    public string Name => "timezone";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => run.Config.TimeZone is not null;

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var zone = run.Config.TimeZone!;
        var data = $"/usr/share/zoneinfo/{zone}";
        if (run.Guest.Status(data) is null)
        {
            work.Problem($"the flavour has no time zone {zone} ({data}); check its name, or whether the flavour holds tzdata.");
            return Task.CompletedTask;
        }

        work.ChangedIf(run.Guest.WriteLink("/etc/localtime", data), $"the time zone is {zone}");
        if (run.Guest.Status("/etc/debian_version") is not null)
            work.ChangedIf(run.Guest.WriteFile("/etc/timezone", zone + "\n", GuestAttributes.PublicFile), "wrote /etc/timezone");
        return Task.CompletedTask;
    }
}
