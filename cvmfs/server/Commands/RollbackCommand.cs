using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Server.Publishing;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server rollback</c>: publishes the content of a tag again, as a new revision.</summary>
public static class RollbackCommand
{
    /// <summary>Goes back to a tag; tags of later revisions are removed.</summary>
    public static async Task RunAsync(string? name, string? tag, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        if (File.Exists(repository.Settings.Spool.TransactionLock))
            throw new ServerException("SRV021", $"A transaction of {repository.Name} is open; publish or abort it first.");
        var result = await new Publisher(repository, console.Clock, new ConsoleProgress(console)).RollBackAsync(tag ?? Tag.TrunkPrevious, cancellationToken);
        console.Out.WriteLine($"{repository.Name} is at revision {result.Revision.Number} with the content of tag {tag ?? Tag.TrunkPrevious}.");
    }
}
