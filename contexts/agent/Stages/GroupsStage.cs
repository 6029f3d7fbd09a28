namespace CernVM.Contexts.Agent.Stages;

/// <summary>Makes the groups of <c>groups</c>. Members are added when the users exist, see <see cref="UsersStage"/>.</summary>
internal sealed class GroupsStage : IStage
{
    public string Name => "groups";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => run.Config.Groups is { Count: > 0 };

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation) =>
        run.Accounts.ChangeAsync(tables =>
        {
            foreach (var group in run.Config.Groups!)
            {
                var isNew = tables.FindGroup(group.Name) is null;
                var gid = tables.EnsureGroup(group.Name, isSystem: false);
                work.ChangedIf(isNew, $"made the group {group.Name} ({gid})");
            }
        }, cancellation);
}
