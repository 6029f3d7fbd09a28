using System.Diagnostics;
using System.Globalization;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>
/// Users and groups of the machine: <c>/etc/passwd</c> and <c>/etc/group</c> (passwd(5), group(5)), then what <c>getent</c> finds in directories,
/// since a static program has no name service of its own.
/// </summary>
/// <param name="folder">Where <c>passwd</c> and <c>group</c> are.</param>
/// <param name="askNameService">Whether getent is asked for what is not there.</param>
public sealed class AccountDatabase(string folder, bool askNameService)
{
    private const string Separator = ":";

    // Ours, arbitrary: a directory server that does not answer must not keep a machine from mounting.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>That of this machine.</summary>
    public static AccountDatabase System { get; } = new("/etc", askNameService: true);

    /// <summary>User and main group of a user by name or number, or null.</summary>
    public (uint Uid, uint Gid)? FindUser(string name) =>
        Find("passwd", name) is [_, _, var uid, var gid, ..] && TryNumber(uid, out var user) && TryNumber(gid, out var group) ? (user, group) : null;

    /// <summary>A group by name, or null.</summary>
    public uint? FindGroup(string name) => Find("group", name) is [_, _, var gid, ..] && TryNumber(gid, out var group) ? group : null;

    /// <summary>Groups that a process of the user has beside its main one: those that list the user, and <c>fuse</c> where it exists.</summary>
    public uint[] GroupsOf(uint uid)
    {
        var name = Find("passwd", uid.ToString(CultureInfo.InvariantCulture))?[0];
        return [.. Lines("group")
            .Where(group => group.Length > 3 && (group[0] == "fuse" || (name is not null && group[3].Split(',').Contains(name))))
            .Select(group => TryNumber(group[2], out var gid) ? gid : uint.MaxValue)
            .Where(gid => gid != uint.MaxValue)];
    }

    /// <summary>Whether a group lists a user.</summary>
    public bool IsMember(string user, string group) => Find("group", group) is [_, _, _, var members, ..] && members.Split(',').Contains(user);

    private string[]? Find(string database, string key) =>
        Lines(database).FirstOrDefault(line => line[0] == key)
        ?? (TryNumber(key, out _) ? Lines(database).FirstOrDefault(line => line.Length > 2 && line[2] == key) : null)
        ?? (askNameService ? AskNameService(database, key) : null);

    private IEnumerable<string[]> Lines(string database)
    {
        var file = Path.Combine(folder, database);
        return File.Exists(file) ? File.ReadLines(file).Select(line => line.Split(Separator)) : [];
    }

    private static string[]? AskNameService(string database, string key)
    {
        if (!File.Exists("/usr/bin/getent") || key.StartsWith('-'))
            return null;
        using var getent = Process.Start(new ProcessStartInfo("/usr/bin/getent", [database, key]) { UseShellExecute = false, RedirectStandardOutput = true });
        if (getent is null)
            return null;
        var line = getent.StandardOutput.ReadLineAsync();
        if (line.Wait(Limit))
            return line.Result?.Split(Separator);
        getent.Kill();
        return null;
    }

    private static bool TryNumber(string text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
