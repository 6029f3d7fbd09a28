using CernVM.Contexts.Agent.Commands;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Runs script user-data once per instance: <c>.before</c> scripts ahead of everything else, the others last.</summary>
internal sealed class ScriptsStage(ScriptPhase scripts) : IStage
{
    public string Name => scripts == ScriptPhase.Before ? "scripts-before" : "scripts";

    public StagePhase Phase => scripts == ScriptPhase.Before ? StagePhase.Early : StagePhase.Late;

    public StageRepeat Repeat => StageRepeat.Once;

    public bool IsWanted(ContextRun run) => Wanted(run).Any();

    public async Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var number = 0;
        foreach (var script in Wanted(run))
        {
            // The interpreter is started with the file, since names like /bin/sh.before exist in no flavour.
            var path = $"{run.State.Directory}/{Name}-{++number}";
            run.Guest.WriteFile(path, script.Text, GuestAttributes.PrivateDirectory);
            try
            {
                var exitCode = await run.Runner.RunAsync(
                    [.. script.Interpreter, path], new Dictionary<string, string> { ["INSTANCE_ID"] = run.State.InstanceId }, run.Log, cancellation);
                if (exitCode == 0)
                    work.Changed($"ran {script.Name}");
                else
                    work.Problem($"{script.Name} ended with exit code {exitCode}; its output is in {ContextLog.Path}.");
            }
            catch (IOException e)
            {
                work.Problem($"{script.Name}: {e.Message}");
            }
        }
    }

    private IEnumerable<ContextScript> Wanted(ContextRun run) => run.UserData.Scripts.Where(s => s.Phase == scripts);
}
