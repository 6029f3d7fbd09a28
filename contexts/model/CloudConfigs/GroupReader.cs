using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads <c>groups</c>: names, or <c>name: [member, …]</c>, in a list, a mapping or one text with commas.</summary>
internal static class GroupReader
{
    private const string Expected = "group names, or mappings of a group name to its members";

    public static IReadOnlyList<CloudGroup>? ReadAll(MapReader map)
    {
        var groups = new List<CloudGroup>();
        switch (map.Take("groups"))
        {
            case null:
                return null;
            case YamlScalar:
                groups.AddRange((map.Names("groups", AccountNames.IsName, Expected) ?? []).Select(n => new CloudGroup(n, [])));
                break;
            case YamlMap named:
                ReadMembers(map.Reading, named, groups);
                break;
            case YamlList list:
                foreach (var item in list.Items)
                    ReadItem(map.Reading, item, groups);
                break;
        }

        return groups;
    }

    private static void ReadItem(YamlReading reading, YamlValue item, List<CloudGroup> groups)
    {
        if (item is YamlMap map)
            ReadMembers(reading, map, groups);
        else if (item is YamlScalar name && AccountNames.IsName(name.Text))
            groups.Add(new CloudGroup(name.Text, []));
        else
            reading.Expected(item, "groups", Expected);
    }

    private static void ReadMembers(YamlReading reading, YamlMap map, List<CloudGroup> groups)
    {
        var members = new MapReader(reading, map, "groups");
        foreach (var (key, _) in map.Entries)
        {
            if (AccountNames.IsName(key.Text))
                groups.Add(new CloudGroup(key.Text, members.Names(key.Text, AccountNames.IsName, "user names") ?? []));
            else
                reading.Expected(key, "groups", Expected);
        }
    }
}
