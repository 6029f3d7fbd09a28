using System.CommandLine;
using CernVM.Cvmfs.Server.Commands;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary><c>cvmfs_server info</c> and <c>list</c>.</summary>
internal static class InfoVerbs
{
    public static Command CreateInfo()
    {
        var name = Repository.Optional();
        var json = new Option<bool>("--json") { Description = "Print as JSON." };
        var command = new Command("info", "Show a repository's revision, places and whitelist.") { name, json };
        command.SetGuardedAction((parsed, console, cancel) => InfoCommand.RunAsync(parsed.GetValue(name), parsed.GetValue(json), console, cancel));
        return command;
    }

    public static Command CreateList()
    {
        var command = new Command("list", "List the repositories of this machine.");
        command.SetGuardedAction((_, console, cancel) => InfoCommand.ListAsync(console, cancel));
        return command;
    }
}
