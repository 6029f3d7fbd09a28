using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads <c>bootcmd</c> and <c>runcmd</c>: texts for the shell, or lists of a program and its arguments.</summary>
internal static class CommandReader
{
    public static IReadOnlyList<CloudCommand>? Read(MapReader map, string key)
    {
        const string Expected = "a text for the shell, or a list of a program and its arguments";
        if (map.Items(key, $"a list, each item {Expected}") is not { } items)
            return null;
        var commands = new List<CloudCommand>();
        foreach (var item in items)
        {
            switch (item)
            {
                case YamlScalar { IsNull: true }:
                    break;
                case YamlScalar line when IsSafe(line.Text):
                    commands.Add(new CloudCommand([line.Text], IsShellLine: true));
                    break;
                case YamlList { Items.Count: > 0 } list when list.Items.All(i => i is YamlScalar { IsNull: false } s && IsSafe(s.Text)):
                    commands.Add(new CloudCommand([.. list.Items.Cast<YamlScalar>().Select(s => s.Text)], IsShellLine: false));
                    break;
                default:
                    map.Reading.Expected(item, key, item is YamlMap ? Expected + " (quote a text that contains ': ')" : Expected);
                    break;
            }
        }

        return commands;
    }

    // The kernel ends an argument at a zero byte, so what runs would not be what was written.
    private static bool IsSafe(string text) => !text.Contains('\0', StringComparison.Ordinal);
}
