using System.CommandLine;
using CernVM.Cvmfs.Server.Commands;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary><c>cvmfs_server tag</c>.</summary>
internal static class TagVerb
{
    public static Command Create()
    {
        var name = Repository.Optional();
        var add = new Option<string?>("-a") { Description = "Add a tag to the newest revision, or to the one given with -h.", HelpName = "NAME" };
        var message = new Option<string>("-m") { Description = "Description of the added tag.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var hash = new Option<string?>("-h") { Description = "Root catalog that the added tag names.", HelpName = "HASH" };
        var remove = new Option<string[]>("-r") { Description = "Remove a tag; may be repeated.", HelpName = "NAME" };
        var force = new Option<bool>("-f") { Description = "Accepted for scripts: nothing is asked in any case." };
        var inspect = new Option<string?>("-i") { Description = "Show one tag.", HelpName = "NAME" };
        var list = new Option<bool>("-l") { Description = "List all tags (the default)." };
        var machine = new Option<bool>("-x") { Description = "Print for programs: name, hash, size, revision, time, branch, description." };
        var command = new Command("tag", "List, show, add and remove tags.") { name, add, message, hash, remove, force, inspect, list, machine };
        command.SetGuardedAction(async (parsed, console, cancel) =>
        {
            var repository = parsed.GetValue(name);
            var removed = parsed.GetValue(remove) ?? [];
            if (removed.Length > 0)
                await TagCommand.RemoveAsync(repository, removed, console, cancel);
            if (parsed.GetValue(add) is { } added)
                await TagCommand.AddAsync(repository, added, parsed.GetValue(message)!, parsed.GetValue(hash), console, cancel);
            if (parsed.GetValue(inspect) is { } shown)
                await TagCommand.InspectAsync(repository, shown, parsed.GetValue(machine), console, cancel);
            else if (parsed.GetValue(list) || (removed.Length == 0 && parsed.GetValue(add) is null))
                await TagCommand.ListAsync(repository, parsed.GetValue(machine), console, cancel);
        });
        return command;
    }
}
