using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Transactions;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server transaction</c>, <c>publish</c> and <c>abort</c>.</summary>
public static class TransactionCommands
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Opens a transaction.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="patience">How long to wait while another one is open; null does not wait, zero waits for ever.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task BeginAsync(string? name, TimeSpan? patience, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        var transaction = Of(repository);
        var started = console.Clock.GetTimestamp();
        while (patience is { } limit && transaction.IsOpen && (limit == TimeSpan.Zero || console.Clock.GetElapsedTime(started) < limit))
            await Task.Delay(PollInterval, console.Clock, cancellationToken);
        await transaction.BeginAsync(console.Clock, cancellationToken);
        console.Out.WriteLine($"Transaction of {repository.Name} is open: change {repository.Settings.UnionDirectory}, then publish or abort.");
    }

    /// <summary>Publishes the open transaction.</summary>
    public static async Task PublishAsync(string? name, PublishRequest request, bool isJson, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        var started = console.Clock.GetTimestamp();
        var publisher = new Publisher(repository, console.Clock, new ConsoleProgress(console));
        var result = await Of(repository).PublishAsync(request, publisher, cancellationToken);
        if (result is null)
            console.Out.WriteLine($"The transaction of {repository.Name} had been published by a run that was interrupted afterwards; it is closed now.");
        else
            PublishReport.Print(repository, result, request.Tag, console.Clock.GetElapsedTime(started), isJson, console.Out);
    }

    /// <summary>Throws the open transaction away.</summary>
    public static void Abort(string? name, CommandConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        Of(repository).Abort();
        console.Out.WriteLine($"The transaction of {repository.Name} is aborted; its changes are gone.");
    }

    private static Transaction Of(Repository repository) => new(repository, RepositoryPlaces.Of(repository.Name));
}
