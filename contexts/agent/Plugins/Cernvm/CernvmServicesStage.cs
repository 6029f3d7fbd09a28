using CernVM.Contexts.Agent.Stages;

namespace CernVM.Contexts.Agent.Plugins.Cernvm;

/// <summary>Starts the services of <c>[cernvm]</c> on every boot.</summary>
internal sealed class CernvmServicesStage : IStage
{
    public string Name => "cernvm-services";

    public StagePhase Phase => StagePhase.Late;

    public StageRepeat Repeat => StageRepeat.EveryBoot;

    public bool IsWanted(ContextRun run) => run.UserData.Amiconfig?.Cernvm is { Services.Count: > 0 };

    public async Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        foreach (var service in run.UserData.Amiconfig!.Cernvm!.Services)
        {
            // Without waiting: the agent may itself be part of the start-up that the service waits for.
            var code = await run.Runner.RunAsync(["/bin/systemctl", "start", "--no-block", service], new Dictionary<string, string>(), run.Log, cancellation);
            if (code == 0)
                work.Changed($"asked for the service {service}");
            else
                work.Problem($"the service {service} cannot be started (exit code {code}); see {Commands.ContextLog.Path}.");
        }
    }
}
