using System.CommandLine;
using CernVM.Cvmfs.Server.Commands;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary><c>cvmfs_server resign</c>, <c>rmfs</c>, <c>list-catalogs</c>, <c>du</c> and <c>check</c>.</summary>
internal static class UpkeepVerbs
{
    private const int WhitelistDays = 30;

    public static Command CreateResign()
    {
        var name = Repository.Optional();
        var days = new Option<int>("-d") { Description = $"Days that the whitelist is valid (default {WhitelistDays}).", HelpName = "DAYS", DefaultValueFactory = _ => WhitelistDays };
        var file = new Option<string?>("-w") { Description = "Write the whitelist to a file instead of the storage.", HelpName = "FILE" };
        var manifest = new Option<bool>("-p") { Description = "Sign the manifest anew with the repository key instead." };
        var force = new Option<bool>("-f") { Description = "Accepted for scripts: nothing is asked in any case." };
        var command = new Command("resign", "Sign the whitelist anew with the master key.") { name, days, file, manifest, force };
        command.SetGuardedAction((parsed, console, cancel) => parsed.GetValue(manifest)
            ? ResignCommand.SignManifestAsync(parsed.GetValue(name), console, cancel)
            : ResignCommand.SignWhitelistAsync(parsed.GetValue(name), parsed.GetValue(days), parsed.GetValue(file), console, cancel));
        return command;
    }

    public static Command CreateRmfs()
    {
        var name = new Argument<string>("fqrn") { Description = "Fully qualified repository name." };
        var preserve = new Option<bool>("-p") { Description = "Keep storage and keys." };
        var force = new Option<bool>("-f") { Description = "Really delete." };
        var command = new Command("rmfs", "Remove a repository from this machine.") { name, preserve, force };
        command.SetGuardedAction((parsed, console, _) =>
        {
            RmfsCommand.Run(parsed.GetValue(name)!, parsed.GetValue(preserve), parsed.GetValue(force), console);
            return Task.CompletedTask;
        });
        return command;
    }

    public static Command CreateListCatalogs()
    {
        var name = Repository.Optional();
        var sizes = new Option<bool>("-s") { Description = "Print sizes." };
        var entries = new Option<bool>("-e") { Description = "Print numbers of entries." };
        var hashes = new Option<bool>("-h") { Description = "Print hashes." };
        var machine = new Option<bool>("-x") { Description = "Print for programs." };
        var command = new Command("list-catalogs", "Show the tree of catalogs.") { name, sizes, entries, hashes, machine };
        command.SetGuardedAction((parsed, console, cancel) => ListCatalogsCommand.RunAsync(
            parsed.GetValue(name),
            (parsed.GetValue(sizes) ? CatalogColumns.Sizes : 0)
            | (parsed.GetValue(entries) ? CatalogColumns.Entries : 0)
            | (parsed.GetValue(hashes) ? CatalogColumns.Hashes : 0)
            | (parsed.GetValue(machine) ? CatalogColumns.Machine : 0),
            console,
            cancel));
        return command;
    }

    public static Command CreateDiskUsage()
    {
        var name = new Argument<string>("fqrn") { Description = "Fully qualified repository name." };
        var path = new Argument<string>("path") { Description = "The root or the mountpoint of a nested catalog.", DefaultValueFactory = _ => "/" };
        var machine = new Option<bool>("-x") { Description = "Print for programs: catalogs, objects, stored bytes, entries." };
        var command = new Command("du", "Show what a subtree occupies in the storage, every object counted once.") { name, path, machine };
        command.SetGuardedAction((parsed, console, cancel) =>
            DiskUsageCommand.RunAsync(parsed.GetValue(name), parsed.GetValue(path)!, parsed.GetValue(machine), console, cancel));
        return command;
    }

    public static Command CreateCheck()
    {
        var name = Repository.Optional();
        var noObjects = new Option<bool>("-c") { Description = "Do not look whether objects exist." };
        var integrity = new Option<bool>("-i") { Description = "Read every object and compare its hash." };
        var tag = new Option<string?>("-t") { Description = "Check a tag instead of the newest revision.", HelpName = "NAME" };
        var subtree = new Option<string?>("-s") { Description = "Check only the catalogs at and below a path.", HelpName = "PATH" };
        var command = new Command("check", "Check catalogs, tags, reflog and objects.") { name, noObjects, integrity, tag, subtree };
        command.SetGuardedAction((parsed, console, cancel) => CheckCommand.RunAsync(
            parsed.GetValue(name),
            new CheckOptions
            {
                LooksForObjects = !parsed.GetValue(noObjects),
                ReadsObjects = parsed.GetValue(integrity),
                Tag = parsed.GetValue(tag),
                Subtree = parsed.GetValue(subtree) ?? "/",
            },
            console,
            cancel));
        return command;
    }
}
