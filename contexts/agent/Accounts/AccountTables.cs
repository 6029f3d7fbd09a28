using System.Globalization;

namespace CernVM.Contexts.Agent.Accounts;

/// <summary>The four account files as one: users, groups, their passwords. Pure; <see cref="AccountFiles"/> reads and writes them.</summary>
public sealed class AccountTables(ColonTable passwd, ColonTable group, ColonTable? shadow, ColonTable? gshadow)
{
    private const int GroupMembers = 3;
    private const int PasswdGecos = 4;
    private const int PasswdShell = 6;
    private const int ShadowHash = 1;
    private const int ShadowLastChange = 2;

    /// <summary>Nobody can log in with this in place of a hash.</summary>
    public const string Locked = "!";

    /// <summary>passwd(5).</summary>
    public ColonTable Passwd => passwd;

    /// <summary>group(5).</summary>
    public ColonTable Group => group;

    /// <summary>shadow(5), or null when the flavour keeps hashes in passwd.</summary>
    public ColonTable? Shadow => shadow;

    /// <summary>gshadow(5), or null when the flavour has none.</summary>
    public ColonTable? Gshadow => gshadow;

    /// <summary>A user, or null.</summary>
    public UserEntry? FindUser(string name) => UserEntry.From(passwd.Find(name));

    /// <summary>A group, or null.</summary>
    public GroupEntry? FindGroup(string name) => GroupEntry.From(group.Find(name));

    /// <summary>The name of a group id, or null.</summary>
    public bool HasGid(uint gid) => group.Entries.Any(e => GroupEntry.From(e)?.Gid == gid);

    /// <summary>The hash of a user, or null.</summary>
    public string? FindHash(string user) => shadow?.Find(user)?[ShadowHash] ?? passwd.Find(user)?[1];

    /// <summary>Makes a group when it is missing.</summary>
    /// <returns>The group's id.</returns>
    public uint EnsureGroup(string name, bool isSystem, uint? wanted = null)
    {
        if (FindGroup(name) is { } known)
            return known.Gid;
        var gid = wanted is { } id && !HasGid(id) ? id : FreeId(isSystem);
        group.Add(name, "x", gid.ToString(CultureInfo.InvariantCulture), "");
        if (gshadow is not null && gshadow.Find(name) is null)
            gshadow.Add(name, Locked, "", "");
        return gid;
    }

    /// <summary>Puts a user into a group that exists.</summary>
    /// <returns>False when the user was in it.</returns>
    public bool AddMember(string groupName, string user)
    {
        if (FindGroup(groupName) is not { } entry || entry.Members.Contains(user))
            return false;
        var members = string.Join(',', entry.Members.Append(user));
        group.Set(groupName, GroupMembers, members);
        gshadow?.Set(groupName, GroupMembers, members);
        return true;
    }

    /// <summary>Adds a user whose name is free, with a password that matches nothing.</summary>
    public void AddUser(UserEntry user, int today)
    {
        passwd.Add(user.ToFields());
        if (shadow is null)
            passwd.Set(user.Name, 1, Locked);
        else if (shadow.Find(user.Name) is null)
            shadow.Add(user.Name, Locked, $"{today}", "0", "99999", "7", "", "", "");
    }

    /// <summary>Changes comment and shell of a user; null leaves them.</summary>
    /// <returns>False when nothing changed.</returns>
    public bool ChangeUser(string name, string? gecos, string? shell)
    {
        var changed = gecos is not null && passwd.Set(name, PasswdGecos, gecos);
        return (shell is not null && passwd.Set(name, PasswdShell, shell)) || changed;
    }

    /// <summary>Sets a hash. <paramref name="day"/> is the day of the change since 1970; 0 asks for a new password at the next login.</summary>
    /// <returns>False when it was set already.</returns>
    public bool SetHash(string user, string hash, int day)
    {
        if (shadow is null)
            return passwd.Set(user, 1, hash);
        if (shadow.Find(user) is null)
            shadow.Add(user, Locked, $"{day}", "0", "99999", "7", "", "", "");
        if (!shadow.Set(user, ShadowHash, hash))
            return false;
        shadow.Set(user, ShadowLastChange, $"{day}");
        passwd.Set(user, 1, "x");
        return true;
    }

    /// <summary>An id that neither a user nor a group has: from 1000 up, for the system from 999 down (login.defs(5)).</summary>
    public uint FreeId(bool isSystem)
    {
        var used = passwd.Entries.Select(e => UserEntry.From(e)?.Uid).Concat(group.Entries.Select(e => GroupEntry.From(e)?.Gid)).ToHashSet();
        var range = isSystem ? Enumerable.Range(100, 900).Reverse() : Enumerable.Range(1000, 59_000);
        foreach (var id in range)
        {
            if (!used.Contains((uint)id))
                return (uint)id;
        }

        throw new InvalidOperationException("every user id of the range is taken; name one with 'uid'.");
    }
}
