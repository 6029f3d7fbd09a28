using CernVM.Contexts.Agent.Guest;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Contexts.Agent.Accounts;

/// <summary>
/// Reads and writes the guest's account files under the lock that its own tools take (lckpwdf(3): a record lock on
/// <c>/etc/.pwd.lock</c>), so that neither overwrites the other.
/// </summary>
public sealed class AccountFiles(GuestRoot guest, TimeProvider clock)
{
    private const string Lock = "/etc/.pwd.lock";
    private const string Group = "/etc/group";
    private const string Gshadow = "/etc/gshadow";
    private const string Passwd = "/etc/passwd";
    private const string Shadow = "/etc/shadow";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The accounts as they are now.</summary>
    public AccountTables Read() => new(
        new ColonTable(guest.ReadText(Passwd) ?? "", 7),
        new ColonTable(guest.ReadText(Group) ?? "", 4),
        Optional(Shadow, 9),
        Optional(Gshadow, 4));

    /// <summary>Reads, lets <paramref name="change"/> work, and writes the files that it changed.</summary>
    /// <exception cref="IOException">The lock is taken for too long, or a file cannot be written.</exception>
    public async Task ChangeAsync(Action<AccountTables> change, CancellationToken cancellation)
    {
        using var held = guest.OpenForLock(Lock);
        var start = clock.GetTimestamp();
        while (!held.TryLockRange(exclusive: true, 0, 0).IsOk)
        {
            if (clock.GetElapsedTime(start) > LongestWait)
                throw new IOException($"the account files are locked by another program for more than {LongestWait.TotalSeconds:0} s ({Lock}); they were not changed.");
            await Task.Delay(Pause, clock, cancellation);
        }

        var tables = Read();
        change(tables);
        // Groups first: a user whose primary group is missing is worse than a group without users.
        Write(Group, tables.Group);
        Write(Gshadow, tables.Gshadow);
        Write(Passwd, tables.Passwd);
        Write(Shadow, tables.Shadow);
    }

    private ColonTable? Optional(string path, int fields) => guest.ReadText(path) is { } text ? new ColonTable(text, fields) : null;

    private void Write(string path, ColonTable? table)
    {
        if (table is not { IsChanged: true })
            return;
        var attributes = guest.Status(path) is { } now ? new GuestAttributes(now.Permissions, now.Uid, now.Gid) : GuestAttributes.PublicFile;
        guest.WriteFile(path, table.ToString(), attributes);
    }
}
