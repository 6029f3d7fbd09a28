using CernVM.Contexts.Agent.Accounts;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Agent.Plugins.RootSshKeys;
using CernVM.Contexts.Model.Accounts;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Adds public keys to authorized_keys. Keys that are there stay; a key is added once.</summary>
internal sealed class SshKeysStage : IStage
{
    public string Name => "ssh-keys";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => Wanted(run).Any();

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var accounts = run.Accounts.Read();
        foreach (var (user, keys) in Wanted(run))
        {
            work.Try($"keys of {user}", () =>
            {
                if (accounts.FindUser(user) is { } entry)
                    Add(run.Guest, entry, keys, work);
                else
                    work.Problem($"keys of {user}: there is no such user.");
            });
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<(string User, IReadOnlyList<SshPublicKey> Keys)> Wanted(ContextRun run)
    {
        foreach (var user in WantedUsers.Of(run).Where(u => u.SshAuthorizedKeys.Count > 0))
            yield return (user.Name, user.SshAuthorizedKeys);
        if (RootSshKeysPlugin.IsEnabled(run) && WantedUsers.GeneralKeys(run) is { Count: > 0 } keys)
            yield return ("root", keys);
    }

    private static void Add(GuestRoot guest, UserEntry user, IReadOnlyList<SshPublicKey> keys, StageWork work)
    {
        var directory = $"{user.Home.TrimEnd('/')}/.ssh";
        guest.MakeDirectory(directory, GuestAttributes.PrivateDirectory with { Uid = user.Uid, Gid = user.Gid });
        var path = $"{directory}/authorized_keys";
        var now = guest.ReadText(path) ?? "";
        var text = WithKeys(now, keys);
        work.ChangedIf(guest.WriteFile(path, text, GuestAttributes.PrivateFile with { Uid = user.Uid, Gid = user.Gid }), $"authorized {keys.Count} key(s) for {user.Name}");
    }

    /// <summary>The file with the keys that it does not hold yet at its end.</summary>
    internal static string WithKeys(string now, IEnumerable<SshPublicKey> keys)
    {
        var text = now.Length == 0 || now.EndsWith('\n') ? now : now + "\n";
        var known = text.Split('\n').Select(SshPublicKey.TryParse).OfType<SshPublicKey>().Select(k => k.Blob).ToHashSet();
        return text + string.Concat(keys.Where(k => known.Add(k.Blob)).Select(k => k.Line + "\n"));
    }
}
