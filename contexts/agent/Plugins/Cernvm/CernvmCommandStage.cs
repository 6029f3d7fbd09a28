using CernVM.Contexts.Agent.Stages;

namespace CernVM.Contexts.Agent.Plugins.Cernvm;

/// <summary>Runs the <c>contextualization_command</c> of <c>[cernvm]</c> once, as the user whom it names.</summary>
internal sealed class CernvmCommandStage : IStage
{
    private const uint LowestUid = 500;

    public string Name => "cernvm-command";

    public StagePhase Phase => StagePhase.Late;

    public StageRepeat Repeat => StageRepeat.Once;

    public bool IsWanted(ContextRun run) => run.UserData.Amiconfig?.Cernvm?.Command is not null;

    public async Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var command = run.UserData.Amiconfig!.Cernvm!.Command!;
        if (run.Accounts.Read().FindUser(command.User) is not { Uid: >= LowestUid })
        {
            work.Problem($"contextualization_command: there is no user {command.User} with an id from {LowestUid} up; name one of 'users'.");
            return;
        }

        var code = await run.Runner.RunAsync(["/bin/su", "-", command.User, "-c", command.Command], new Dictionary<string, string>(), run.Log, cancellation);
        if (code == 0)
            work.Changed($"ran the contextualization_command as {command.User}");
        else
            work.Problem($"contextualization_command ended with exit code {code}; its output is in {Commands.ContextLog.Path}.");
    }
}
