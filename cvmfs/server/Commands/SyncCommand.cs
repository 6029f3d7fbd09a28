using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server sync</c>: makes a subtree of the repository equal to a directory, without a mount.</summary>
public static class SyncCommand
{
    /// <summary>Publishes the directory.</summary>
    /// <exception cref="ServerException">It cannot be done; nothing was published.</exception>
    public static async Task RunAsync(SyncOptions options, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(options.Name);
        RefuseDuringTransaction(repository);
        using var source = new DirectoryTreeSource(options.Directory, CommandArguments.Path(options.Base), repository.Settings.IncludesXattrs);
        var request = new PublishRequest
        {
            Source = source,
            Tag = options.Tag,
            Message = options.Message,
            Dirtab = options.DirtabFile is null ? default : ReadDirtab(options.DirtabFile),
            TrustsTimes = options.TrustsTimes,
        };
        var started = console.Clock.GetTimestamp();
        var result = await new Publisher(repository, console.Clock, new ConsoleProgress(console)).PublishAsync(request, cancellationToken);
        PublishReport.Print(repository, result, options.Tag, console.Clock.GetElapsedTime(started), options.IsJson, console.Out);
    }

    private static void RefuseDuringTransaction(Repository repository)
    {
        if (File.Exists(repository.Settings.Spool.TransactionLock))
            throw new ServerException("SRV021", $"A transaction of {repository.Name} is open; end it with 'cvmfs_server publish {repository.Name}' or 'cvmfs_server abort {repository.Name}'.");
    }

    private static byte[] ReadDirtab(string path) => File.Exists(path)
        ? File.ReadAllBytes(path)
        : throw new ServerException("SRV006", $"The file {path} given with --dirtab does not exist.");
}
