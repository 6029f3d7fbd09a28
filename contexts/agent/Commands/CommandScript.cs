using System.Text;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Commands;

/// <summary>
/// Turns a list of commands into one shell script, as cloud-init does, so that <c>cd</c> and <c>export</c> reach the following
/// commands. After each command the script notes an exit code other than 0 in the file that <see cref="ResultsVariable"/> names.
/// </summary>
internal static class CommandScript
{
    public const string ResultsVariable = "CERNVM_CONTEXT_RESULTS";

    public static string Compose(IReadOnlyList<CloudCommand> commands)
    {
        var script = new StringBuilder("#!/bin/sh\n");
        for (var i = 0; i < commands.Count; i++)
        {
            var command = commands[i];
            script.Append(command.IsShellLine ? command.Arguments[0].TrimEnd('\n') : string.Join(' ', command.Arguments.Select(Quote)))
                .Append($"\n_cernvm_rc=$?; [ $_cernvm_rc -eq 0 ] || echo \"{i + 1} $_cernvm_rc\" >> \"${ResultsVariable}\"\n");
        }

        return script.Append("exit 0\n").ToString();
    }

    /// <summary>What a results file says: the number of each failed command, from 1, and its exit code.</summary>
    public static IEnumerable<(int Number, int ExitCode)> ReadResults(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Split(' ') is [var number, var code] && int.TryParse(number, out var n) && int.TryParse(code, out var c))
                yield return (n, c);
        }
    }

    private static string Quote(string argument) => $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
