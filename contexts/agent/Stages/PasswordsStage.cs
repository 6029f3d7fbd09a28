using CernVM.Contexts.Agent.Accounts;
using CernVM.Contexts.Agent.Passwords;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Sets passwords of users and of <c>chpasswd</c>. Clear text is hashed here; the guest's tools never see it.</summary>
internal sealed class PasswordsStage : IStage
{
    // Day 0 in shadow(5) makes login ask for a new password.
    private const int ExpiredDay = 0;

    public string Name => "passwords";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => Wanted(run).Any();

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation) =>
        run.Accounts.ChangeAsync(tables =>
        {
            foreach (var (change, locked, day) in Wanted(run))
                work.Try($"password of {change.User}", () => Set(tables, change, locked, day, work));
        }, cancellation);

    private static IEnumerable<(PasswordChange Change, bool Locked, int Day)> Wanted(ContextRun run)
    {
        foreach (var user in WantedUsers.Of(run).Where(u => u.Password is not null))
            yield return (user.Password! with { User = user.Name }, user.LockPassword, run.Today);
        foreach (var change in run.Config.Passwords?.Entries ?? [])
        {
            var named = change.User == CloudUser.Default.Name ? change with { User = WantedUsers.DefaultName } : change;
            yield return (named, false, run.Config.Passwords!.Expire ? ExpiredDay : run.Today);
        }
    }

    private static void Set(AccountTables tables, PasswordChange change, bool locked, int day, StageWork work)
    {
        if (tables.FindUser(change.User) is null)
        {
            work.Problem($"password of {change.User}: there is no such user.");
            return;
        }

        var secret = change.Password.Reveal();
        var now = tables.FindHash(change.User) ?? "";
        var prefix = locked ? AccountTables.Locked : "";
        if (!change.IsHash && now.StartsWith(prefix, StringComparison.Ordinal) && Sha512Crypt.Verify(secret, now[prefix.Length..]))
            return;
        work.ChangedIf(tables.SetHash(change.User, prefix + (change.IsHash ? secret : Sha512Crypt.Hash(secret)), day), $"set the password of {change.User}");
    }
}
