using CernVM.Contexts.Agent.Accounts;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Makes users with their homes, groups and sudo rules. A user who exists keeps id and home.</summary>
internal sealed class UsersStage : IStage
{
    private static readonly GuestAttributes SudoersFile = new(0b100_100_000);

    public string Name => "users";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => WantedUsers.Of(run).Count > 0 || run.Config.Groups?.Any(g => g.Members.Count > 0) == true;

    public async Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var users = WantedUsers.Of(run);
        await run.Accounts.ChangeAsync(tables =>
        {
            foreach (var user in users)
                work.Try($"user {user.Name}", () => Merge(tables, user, run.Today, work));
            foreach (var group in run.Config.Groups ?? [])
                AddMembers(tables, group, work);
        }, cancellation);
        var made = run.Accounts.Read();
        foreach (var user in users.Where(u => made.FindUser(u.Name) is not null))
        {
            work.Try($"home of {user.Name}", () => MakeHome(run.Guest, user, made.FindUser(user.Name)!, work));
            work.Try($"sudo rules of {user.Name}", () => WriteSudo(run.Guest, user, work));
        }
    }

    private static void Merge(AccountTables tables, CloudUser user, int today, StageWork work)
    {
        if (tables.FindUser(user.Name) is { } known)
            Update(tables, user, known, work);
        else
            Add(tables, user, today, work);
        foreach (var group in user.Groups)
        {
            tables.EnsureGroup(group, isSystem: false);
            work.ChangedIf(tables.AddMember(group, user.Name), $"put {user.Name} into the group {group}");
        }
    }

    private static void Add(AccountTables tables, CloudUser user, int today, StageWork work)
    {
        var uid = user.Uid ?? tables.FreeId(user.IsSystem);
        if (tables.Passwd.Entries.FirstOrDefault(e => UserEntry.From(e)?.Uid == uid) is { } owner)
            throw new InvalidOperationException($"the id {uid} belongs to {owner[0]}; choose another 'uid' or leave it out.");
        var gid = tables.EnsureGroup(user.PrimaryGroup ?? user.Name, user.IsSystem, uid);
        var home = user.HomeDirectory ?? (user.IsSystem ? "/nonexistent" : $"/home/{user.Name}");
        var shell = user.Shell ?? (user.IsSystem ? "/usr/sbin/nologin" : "/bin/bash");
        tables.AddUser(new UserEntry(user.Name, uid, gid, user.Gecos ?? "", home, shell), today);
        work.Changed($"made the user {user.Name} ({uid})");
    }

    private static void Update(AccountTables tables, CloudUser user, UserEntry known, StageWork work)
    {
        if (user.Uid is { } uid && uid != known.Uid)
            work.Problem($"user {user.Name}: exists with the id {known.Uid}, which is not changed to {uid}, since its files would be lost to it.");
        if (user.HomeDirectory is { } home && home != known.Home)
            work.Problem($"user {user.Name}: exists with the home {known.Home}, which is not moved to {home}.");
        work.ChangedIf(tables.ChangeUser(user.Name, user.Gecos, user.Shell), $"changed comment or shell of {user.Name}");
    }

    private static void AddMembers(AccountTables tables, CloudGroup group, StageWork work)
    {
        foreach (var member in group.Members)
        {
            if (tables.FindUser(member) is null)
                work.Problem($"group {group.Name}: there is no user {member}; add it under 'users'.");
            else
                work.ChangedIf(tables.AddMember(group.Name, member), $"put {member} into the group {group.Name}");
        }
    }

    private static void MakeHome(GuestRoot guest, CloudUser user, UserEntry entry, StageWork work)
    {
        if (user.NoCreateHome || user.IsSystem)
            return;
        if (!guest.MakeDirectory(entry.Home, GuestAttributes.PrivateDirectory with { Uid = entry.Uid, Gid = entry.Gid }))
            return;
        guest.CopyTree("/etc/skel", entry.Home, entry.Uid, entry.Gid);
        work.Changed($"made the home {entry.Home}");
    }

    private static void WriteSudo(GuestRoot guest, CloudUser user, StageWork work)
    {
        if (user.Sudo.Count == 0)
            return;
        // sudo skips files whose names hold a dot.
        var path = $"/etc/sudoers.d/90-cernvm-{user.Name.Replace('.', '_')}";
        var text = string.Concat(user.Sudo.Select(r => $"{user.Name} {r}\n"));
        work.ChangedIf(guest.WriteFile(path, text, SudoersFile), $"wrote the sudo rules of {user.Name}");
    }
}
