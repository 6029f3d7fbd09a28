using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads lists of public keys.</summary>
internal static class SshKeyReader
{
    public static IReadOnlyList<SshPublicKey>? Read(MapReader map, string key)
    {
        const string Expected = "public keys, each on one line like 'ssh-ed25519 AAAA… name'";
        IReadOnlyList<YamlValue> items;
        switch (map.Take(key))
        {
            case null:
                return null;
            case YamlList list:
                items = list.Items;
                break;
            case { } single:
                items = [single];
                break;
        }

        var keys = new List<SshPublicKey>();
        foreach (var item in items)
        {
            if (item is YamlScalar text && SshPublicKey.TryParse(text.Text) is { } parsed)
                keys.Add(parsed);
            else if (item is YamlScalar { Text: var t } && t.Contains("PRIVATE KEY", StringComparison.Ordinal))
                map.Reading.Error("CC012", item, $"'{map.Path(key)}' holds a private key. Make a new key pair, and put the content of its .pub file here.");
            else
                map.Reading.Expected(item, map.Path(key), Expected);
        }

        return keys;
    }
}
