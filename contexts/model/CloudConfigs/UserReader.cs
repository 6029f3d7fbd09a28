using System.Globalization;
using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads <c>users</c>.</summary>
internal static class UserReader
{
    private const string NameExpected = "a login name: a letter or '_', then letters, digits, '_', '-' or '.', at most 32";
    private const string PathExpected = "an absolute path without ':' and '..'";

    public static IReadOnlyList<CloudUser>? ReadAll(MapReader map)
    {
        if (map.Take("users") is YamlScalar)
            return [.. (map.Names("users", AccountNames.IsName, NameExpected) ?? []).Select(n => new CloudUser { Name = n })];
        if (map.Items("users", "a list of users") is not { } items)
            return null;
        var users = new List<CloudUser>();
        foreach (var item in items)
        {
            if (Read(map.Reading, item) is not { } user)
                continue;
            if (users.Exists(u => u.Name == user.Name))
                map.Reading.Error("CC010", item, $"the user '{user.Name}' is in the list a second time; this entry is ignored.");
            else
                users.Add(user);
        }

        return users;
    }

    private static CloudUser? Read(YamlReading reading, YamlValue item)
    {
        switch (item)
        {
            case YamlScalar name when AccountNames.IsName(name.Text):
                return new CloudUser { Name = name.Text };
            case YamlMap map:
                return ReadMap(new MapReader(reading, map, "users"));
            default:
                reading.Expected(item, "users", $"the word default, {NameExpected}, or a mapping with 'name'");
                return null;
        }
    }

    private static CloudUser? ReadMap(MapReader map)
    {
        var hasName = map.Take("name") is not null;
        var name = map.Text("name", AccountNames.IsName, NameExpected);
        if (!hasName)
            map.Reading.Error("CC011", map.Map, "this user has no 'name', so it cannot be made.");
        var user = new CloudUser
        {
            Name = name ?? "",
            Gecos = map.Text("gecos", AccountNames.IsGecos, "a text without ':' on one line"),
            HomeDirectory = map.Text("homedir", AccountNames.IsPath, PathExpected),
            NoCreateHome = map.Switch("no_create_home") ?? false,
            Shell = map.Text("shell", AccountNames.IsPath, PathExpected),
            Uid = ReadUid(map),
            IsSystem = map.Switch("system") ?? false,
            PrimaryGroup = map.Text("primary_group", AccountNames.IsName, "a group name"),
            Groups = map.Names("groups", AccountNames.IsName, "group names") ?? [],
            Sudo = ReadSudo(map),
            LockPassword = map.Switch("lock_passwd") ?? map.Switch("lock-passwd") ?? true,
            Password = PasswordReader.ReadOfUser(map, name ?? ""),
            SshAuthorizedKeys = SshKeyReader.Read(map, "ssh_authorized_keys") ?? SshKeyReader.Read(map, "ssh-authorized-keys") ?? [],
        };
        map.Finish();
        return name is null ? null : user;
    }

    private static uint? ReadUid(MapReader map)
    {
        var text = map.Text("uid", t => uint.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id is > 0 and < 0xFFFF_FFFE,
            "a number from 1 to 4294967293");
        return text is null ? null : uint.Parse(text, CultureInfo.InvariantCulture);
    }

    private static IReadOnlyList<string> ReadSudo(MapReader map)
    {
        const string Expected = "a sudo rule such as ALL=(ALL) NOPASSWD:ALL, a list of them, or false";
        switch (map.Take("sudo"))
        {
            case YamlScalar { IsPlain: true, Text: "false" or "False" } or null:
                return [];
            case YamlScalar rule when IsRule(rule.Text):
                return [rule.Text.Trim()];
            case YamlList list when list.Items.All(i => i is YamlScalar s && IsRule(s.Text)):
                return [.. list.Items.Cast<YamlScalar>().Select(s => s.Text.Trim())];
            case { } other:
                map.Reading.Expected(other, map.Path("sudo"), Expected);
                return [];
        }
    }

    // Only the shape WHO=(…) … is checked; the agent writes a file of its own, so a rule cannot reach into another.
    private static bool IsRule(string text) =>
        text.Length is > 0 and < 1024 && text.Contains('=', StringComparison.Ordinal) && !text.Any(char.IsControl) && !text.TrimEnd().EndsWith('\\');
}
