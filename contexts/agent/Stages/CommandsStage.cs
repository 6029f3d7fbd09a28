using CernVM.Contexts.Agent.Commands;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Runs <c>bootcmd</c> on every boot before users are made, and <c>runcmd</c> once at the end.</summary>
internal sealed class CommandsStage(string key, StagePhase phase, StageRepeat repeat, Func<CloudConfig, IReadOnlyList<CloudCommand>?> commands) : IStage
{
    public static CommandsStage Boot { get; } = new("bootcmd", StagePhase.Early, StageRepeat.EveryBoot, c => c.BootCommands);

    public static CommandsStage Run { get; } = new("runcmd", StagePhase.Late, StageRepeat.Once, c => c.RunCommands);

    public string Name => key;

    public StagePhase Phase => phase;

    public StageRepeat Repeat => repeat;

    public bool IsWanted(ContextRun run) => commands(run.Config) is { Count: > 0 };

    public async Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var list = commands(run.Config)!;
        var script = $"{run.State.Directory}/{key}.sh";
        var results = $"{run.State.Directory}/{key}.results";
        run.Guest.WriteFile(script, CommandScript.Compose(list), GuestAttributes.PrivateDirectory);
        run.Guest.WriteFile(results, "", GuestAttributes.PrivateFile);
        var environment = new Dictionary<string, string>
        {
            [CommandScript.ResultsVariable] = results,
            ["INSTANCE_ID"] = run.State.InstanceId,
        };
        var exitCode = await run.Runner.RunAsync(["/bin/sh", script], environment, run.Log, cancellation);
        foreach (var (number, code) in CommandScript.ReadResults(run.Guest.ReadText(results) ?? ""))
            work.Problem($"{key}: command {number} of {list.Count} ended with exit code {code}; its output is in {ContextLog.Path}.");
        if (exitCode != 0)
            work.Problem($"{key}: the shell ended with exit code {exitCode} before all commands had run; its output is in {ContextLog.Path}.");
        else
            work.Changed($"ran {list.Count} command(s)");
    }
}
