using System.CommandLine;
using CernVM.Cvmfs.Server.Commands;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary><c>cvmfs_server sync</c>: publishing a directory without a mount.</summary>
internal static class SyncVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("fqrn") { Description = "Fully qualified repository name." };
        var directory = new Argument<string>("directory") { Description = "The tree to publish." };
        var at = new Option<string>("--base", "-b") { Description = "Where it goes in the repository (default /).", HelpName = "PATH", DefaultValueFactory = _ => "/" };
        var tag = new Option<string?>("--tag", "-a") { Description = "Tag for the new revision.", HelpName = "NAME" };
        var message = new Option<string>("--message", "-m") { Description = "Description of the tag.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var dirtab = new Option<string?>("--dirtab") { Description = "Further rules for nested catalogs, in the form of .cvmfsdirtab.", HelpName = "FILE" };
        var quick = new Option<bool>("--quick") { Description = "Take files with the recorded size and modification time for unchanged without reading them." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        var command = new Command("sync", "Make a subtree of the repository equal to a directory and publish it; needs no mount.")
        {
            name, directory, at, tag, message, dirtab, quick, json,
        };
        command.SetGuardedAction((parsed, console, cancel) => SyncCommand.RunAsync(
            new SyncOptions
            {
                Name = parsed.GetValue(name)!,
                Directory = parsed.GetValue(directory)!,
                Base = parsed.GetValue(at)!,
                Tag = parsed.GetValue(tag),
                Message = parsed.GetValue(message)!,
                DirtabFile = parsed.GetValue(dirtab),
                TrustsTimes = parsed.GetValue(quick),
                IsJson = parsed.GetValue(json),
            },
            console,
            cancel));
        return command;
    }
}
