using System.CommandLine;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Commands;
using CernVM.Cvmfs.Server.Publishing;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary><c>cvmfs_server transaction</c>, <c>publish</c>, <c>abort</c> and <c>rollback</c>.</summary>
internal static class TransactionVerbs
{
    public static Command CreateTransaction()
    {
        var name = Repository.Optional();
        var patience = new Option<int?>("-t") { Description = "Seconds to wait while another transaction is open; 0 waits for ever.", HelpName = "SECONDS" };
        var command = new Command("transaction", "Make the repository writable at /cvmfs/FQRN.") { name, patience };
        command.SetGuardedAction((parsed, console, cancel) => TransactionCommands.BeginAsync(
            parsed.GetValue(name),
            parsed.GetValue(patience) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            console,
            cancel));
        return command;
    }

    public static Command CreatePublish()
    {
        var name = Repository.Optional();
        var tag = new Option<string?>("-a") { Description = "Tag for the new revision.", HelpName = "NAME" };
        var move = new Option<bool>("--move-tag") { Description = "Move the tag of -a when it exists; readers see the old or the new state, never none." };
        var message = new Option<string>("-m") { Description = "Description of the tag.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var number = new Option<ulong?>("-n") { Description = "Number of the new revision; must be higher than the published one.", HelpName = "REVISION" };
        var noDialog = new Option<bool>("-f") { Description = "Accepted for scripts: nothing is asked in any case." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        var command = new Command("publish", "Publish the open transaction as a new revision.") { name, tag, move, message, number, noDialog, json };
        command.SetGuardedAction((parsed, console, cancel) => TransactionCommands.PublishAsync(
            parsed.GetValue(name),
            new PublishRequest
            {
                Source = null,
                Tag = parsed.GetValue(tag),
                MovesTag = parsed.GetValue(move),
                Message = parsed.GetValue(message)!,
                Revision = parsed.GetValue(number) is { } chosen ? new Revision(chosen) : null,
            },
            parsed.GetValue(json),
            console,
            cancel));
        return command;
    }

    public static Command CreateAbort()
    {
        var name = Repository.Optional();
        var force = new Option<bool>("-f") { Description = "Accepted for scripts: nothing is asked in any case." };
        var command = new Command("abort", "Throw the open transaction away.") { name, force };
        command.SetGuardedAction((parsed, console, _) =>
        {
            TransactionCommands.Abort(parsed.GetValue(name), console);
            return Task.CompletedTask;
        });
        return command;
    }

    public static Command CreateRollback()
    {
        var name = Repository.Optional();
        var tag = new Option<string?>("-t") { Description = "Tag to go back to (default trunk-previous).", HelpName = "NAME" };
        var force = new Option<bool>("-f") { Description = "Accepted for scripts: nothing is asked in any case." };
        var command = new Command("rollback", "Publish the content of a tag again as a new revision; later tags are removed.") { name, tag, force };
        command.SetGuardedAction((parsed, console, cancel) => RollbackCommand.RunAsync(parsed.GetValue(name), parsed.GetValue(tag), console, cancel));
        return command;
    }
}
