using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads passwords in all places where cloud-init takes them. No message of this file contains one.</summary>
internal static class PasswordReader
{
    private const string HashExpected = "a crypt(3) hash such as $6$…; make one with 'openssl passwd -6'";

    public static PasswordChange? ReadOfUser(MapReader map, string user)
    {
        var hash = map.Text("passwd", AccountNames.IsPasswordHash, HashExpected)
            ?? map.Text("hashed_passwd", AccountNames.IsPasswordHash, HashExpected);
        if (hash is not null)
            return new PasswordChange(user, new Secret(hash), IsHash: true);
        if (map.Take("plain_text_passwd") is not { } clear)
            return null;
        WarnOfClearText(map.Reading, clear, map.Path("plain_text_passwd"));
        return clear is YamlScalar text && IsPassword(text.Text) ? new PasswordChange(user, new Secret(text.Text), IsHash: false) : null;
    }

    public static PasswordChange? ReadDefault(MapReader map)
    {
        if (map.Take("password") is not { } value)
            return null;
        if (value is YamlScalar text && IsPassword(text.Text))
            return Change(map.Reading, text, CloudUser.Default.Name, text.Text, "password");
        map.Reading.Expected(value, "password", "a password or a hash of it");
        return null;
    }

    public static PasswordChanges? ReadChanges(MapReader map)
    {
        if (map.Inner("chpasswd") is not { } inner)
            return null;
        var entries = new List<PasswordChange>();
        switch (inner.Take("list"))
        {
            case YamlScalar text:
                foreach (var line in TextLines.Split(text.Text).Where(l => l.Trim().Length > 0))
                    AddPair(map.Reading, text, line.Trim(), entries);
                break;
            case YamlList list:
                foreach (var item in list.Items)
                    AddPair(map.Reading, item, (item as YamlScalar)?.Text ?? "", entries);
                break;
            case { } other:
                map.Reading.Expected(other, inner.Path("list"), "lines user:password");
                break;
        }

        foreach (var item in inner.Items("users", "a list of mappings with name and password") ?? [])
            AddUser(map.Reading, item, entries);
        var changes = new PasswordChanges(entries, inner.Switch("expire") ?? true);
        inner.Finish();
        return changes;
    }

    private static void AddPair(YamlReading reading, YamlValue at, string pair, List<PasswordChange> entries)
    {
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && AccountNames.IsName(pair[..colon]) && IsPassword(pair[(colon + 1)..]))
            AddIfAny(entries, Change(reading, at, pair[..colon], pair[(colon + 1)..], "chpasswd.list"));
        else
            reading.Expected(at, "chpasswd.list", "lines user:password");
    }

    private static void AddUser(YamlReading reading, YamlValue item, List<PasswordChange> entries)
    {
        const string Path = "chpasswd.users";
        if (item is not YamlMap inner)
        {
            reading.Expected(item, Path, "a mapping with name and password");
            return;
        }

        var map = new MapReader(reading, inner, Path);
        var name = map.Text("name", AccountNames.IsName, "a login name");
        var type = map.Text("type", t => t is "hash" or "text" or "RANDOM", "hash or text") ?? "hash";
        var password = map.Text("password", type == "hash" ? AccountNames.IsPasswordHash : IsPassword, type == "hash" ? HashExpected : "a password on one line");
        if (type == "RANDOM")
            AddIfAny(entries, Change(reading, item, name ?? "", "RANDOM", Path));
        else if (name is null || password is null)
            reading.Error("CC013", item, $"an entry of '{Path}' needs a valid 'name' and 'password'; this one is ignored.");
        else
            entries.Add(new PasswordChange(name, new Secret(password), type == "hash"));
        map.Finish();
    }

    private static PasswordChange? Change(YamlReading reading, YamlValue at, string user, string password, string path)
    {
        if (password is "R" or "RANDOM")
        {
            reading.Error("CC014", at, $"'{path}' asks for a random password, which would have to be printed on the console. Give a hash made with 'openssl passwd -6'.");
            return null;
        }

        var isHash = AccountNames.IsPasswordHash(password);
        if (!isHash)
            WarnOfClearText(reading, at, path);
        return new PasswordChange(user, new Secret(password), isHash);
    }

    private static void WarnOfClearText(YamlReading reading, YamlValue at, string path) =>
        reading.Warning("CC015", at, $"'{path}' holds a password in clear text, which everybody on the machine can ask the cloud for. Give a hash made with 'openssl passwd -6'.");

    private static void AddIfAny(List<PasswordChange> entries, PasswordChange? change)
    {
        if (change is not null)
            entries.Add(change);
    }

    private static bool IsPassword(string text) => text.Length is > 0 and <= 512 && !text.Any(char.IsControl);
}
