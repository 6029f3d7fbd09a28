using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Transactions;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server tag</c>: lists, shows, adds and removes tags.</summary>
public static class TagCommand
{
    /// <summary>Prints all tags, newest first.</summary>
    public static async Task ListAsync(string? repositoryName, bool isMachineReadable, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(repositoryName);
        using var scratch = ScratchDirectory.Create();
        using var history = await OpenAsync(repository, scratch, cancellationToken);
        var tags = history.Tags.OrderByDescending(tag => tag.Revision.Number).ThenBy(tag => tag.Name, StringComparer.Ordinal).ToList();
        if (!isMachineReadable)
            console.Out.WriteLine($"{"Name",-32} {"Revision",8}  {"Published",-20}  {"Root catalog",-40}  Description");
        foreach (var tag in tags)
            console.Out.WriteLine(isMachineReadable ? MachineLine(tag) : $"{tag.Name,-32} {tag.Revision.Number,8}  {tag.Timestamp:u}  {tag.RootCatalog,-40}  {tag.Description}");
        if (!isMachineReadable)
            console.Out.WriteLine($"{tags.Count} tags");
    }

    /// <summary>Prints one tag.</summary>
    public static async Task InspectAsync(string? repositoryName, string name, bool isMachineReadable, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(repositoryName);
        using var scratch = ScratchDirectory.Create();
        using var history = await OpenAsync(repository, scratch, cancellationToken);
        var tag = history.Find(name) ?? throw NoSuchTag(name, repository);
        if (isMachineReadable)
        {
            console.Out.WriteLine(MachineLine(tag));
            return;
        }

        console.Out.WriteLine($"Name:         {tag.Name}");
        console.Out.WriteLine($"Revision:     {tag.Revision.Number}");
        console.Out.WriteLine($"Published:    {tag.Timestamp:u}");
        console.Out.WriteLine($"Root catalog: {tag.RootCatalog}");
        console.Out.WriteLine($"Catalog size: {tag.Size}");
        console.Out.WriteLine($"Description:  {tag.Description}");
    }

    /// <summary>Names a published state: the newest one, or the one with a given root catalog.</summary>
    public static Task AddAsync(string? repositoryName, string name, string message, string? rootHash, CommandConsole console, CancellationToken cancellationToken) =>
        ChangeAsync(repositoryName, console, async (repository, history, loader, token) =>
        {
            history.RequireFreeTag(name, ContentHash.Null(repository.Settings.Algorithm));
            history.RequireNoTag(name);
            history.Set((await StateAsync(repository, rootHash, loader, token)) with { Name = name, Description = message });
        }, cancellationToken);

    /// <summary>Removes tags; the states themselves stay until garbage collection.</summary>
    public static Task RemoveAsync(string? repositoryName, IReadOnlyList<string> names, CommandConsole console, CancellationToken cancellationToken) =>
        ChangeAsync(repositoryName, console, (repository, history, _, _) =>
        {
            foreach (var name in names)
            {
                if (name is Tag.Trunk or Tag.TrunkPrevious)
                    throw new ServerException("SRV084", $"'{name}' is kept by the publisher and cannot be removed.");
                if (!history.Remove(name))
                    throw NoSuchTag(name, repository);
            }

            return Task.CompletedTask;
        }, cancellationToken);

    internal static ServerException NoSuchTag(string name, Repository repository) =>
        new("SRV083", $"{repository.Name} has no tag '{name}'; 'cvmfs_server tag -l {repository.Name}' lists them.");

    private static async Task ChangeAsync(
        string? repositoryName, CommandConsole console, Func<Repository, HistoryFile, CatalogLoader, CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(repositoryName);
        var spool = repository.Settings.Spool;
        using var publishing = PublishLock.Take(spool.PublishLock, repository.Name.ToString());
        spool.CleanTemporary();
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        using var history = await HistoryFile.OpenAsync(repository, manifest.History, cancellationToken);
        await change(repository, history, new CatalogLoader(new ObjectReader(repository.Store), spool.Temporary), cancellationToken);

        using var writers = new ObjectWriterPool(repository.Store, repository.Settings.ToPipelineOptions(), new ObjectCounters());
        var root = new CommittedCatalog(manifest.RootCatalog, manifest.RootCatalogSize, default);
        await new Publisher(repository, console.Clock, new ConsoleProgress(console))
            .SealAsync(manifest, root, manifest.Revision, history, writers, console.Clock.GetUtcNow(), cancellationToken);
    }

    private static async Task<Tag> StateAsync(Repository repository, string? rootHash, CatalogLoader loader, CancellationToken cancellationToken)
    {
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        var hash = manifest.RootCatalog;
        if (rootHash is not null && !ContentHash.TryParse(rootHash, out hash))
            throw new ServerException("SRV085", $"'{rootHash}' is no hash; write the 40 hex digits that 'tag -l' shows, with the algorithm if it is not SHA-1.");
        using var catalog = await loader.LoadAsync(Formats.RepositoryPath.Root, hash, cancellationToken);
        return new Tag
        {
            Name = Tag.Trunk,
            RootCatalog = hash,
            Revision = catalog.Reader.Properties.Revision,
            Timestamp = catalog.Reader.Properties.LastModified,
            Size = catalog.Size,
        };
    }

    private static async Task<HistoryFile> OpenAsync(Repository repository, ScratchDirectory scratch, CancellationToken cancellationToken)
    {
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        var elsewhere = new Repository(repository.Settings with { Spool = new SpoolDirectory(scratch.Path) }, repository.Store);
        return await HistoryFile.OpenAsync(elsewhere, manifest.History, cancellationToken);
    }

    private static string MachineLine(Tag tag) =>
        $"{tag.Name} {tag.RootCatalog} {tag.Size} {tag.Revision.Number} {tag.Timestamp.ToUnixTimeSeconds()} {(tag.Branch.Length == 0 ? "(default)" : tag.Branch)} {tag.Description}";
}
