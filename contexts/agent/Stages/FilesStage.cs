using CernVM.Contexts.Agent.Accounts;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Writes the files of <c>write_files</c>: those without <c>defer</c> before users are made, the others after.</summary>
internal sealed class FilesStage(bool deferred) : IStage
{
    public string Name => deferred ? "deferred-files" : "files";

    public StagePhase Phase => StagePhase.Early;

    // Appending twice would double the text, so there is no second try.
    public StageRepeat Repeat => StageRepeat.Once;

    public bool IsWanted(ContextRun run) => Wanted(run).Any();

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var accounts = run.Accounts.Read();
        foreach (var file in Wanted(run))
            work.Try(file.Path, () => Write(run.Guest, accounts, file, work));
        return Task.CompletedTask;
    }

    private IEnumerable<CloudFile> Wanted(ContextRun run) => run.Config.Files?.Where(f => f.Defer == deferred) ?? [];

    private void Write(GuestRoot guest, AccountTables accounts, CloudFile file, StageWork work)
    {
        if (accounts.FindUser(file.Owner) is not { } owner)
        {
            work.Problem($"{file.Path}: there is no user {file.Owner}.{(deferred ? "" : " If the context makes this user, add 'defer: true'.")}");
            return;
        }

        var group = file.Group is null ? owner.Gid : accounts.FindGroup(file.Group)?.Gid;
        if (group is null)
        {
            work.Problem($"{file.Path}: there is no group {file.Group}.");
            return;
        }

        byte[] content = file.Append && guest.ReadFile(file.Path) is { } now ? [.. now, .. file.Content.Span] : file.Content.ToArray();
        work.ChangedIf(guest.WriteFile(file.Path, content, new GuestAttributes(file.Permissions, owner.Uid, group.Value)), $"wrote {file.Path}");
    }
}
