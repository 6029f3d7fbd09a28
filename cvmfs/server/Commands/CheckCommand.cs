using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Checking;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server check</c>: reports everything that is wrong with a revision.</summary>
public static class CheckCommand
{
    /// <summary>Checks; fails when anything is wrong.</summary>
    /// <exception cref="ServerException">Something is wrong; each finding was printed.</exception>
    public static async Task RunAsync(string? name, CheckOptions options, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        var subtree = CommandArguments.Path(options.Subtree);
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        using var scratch = ScratchDirectory.Create();
        var readOnly = new Repository(repository.Settings with { Spool = new SpoolDirectory(scratch.Path) }, repository.Store);
        var loader = new CatalogLoader(new ObjectReader(repository.Store), scratch.Path);
        var objects = options.LooksForObjects || options.ReadsObjects ? new ObjectCheck(repository.Store, options.ReadsObjects) : null;
        var check = new RevisionCheck(loader, objects);

        using var history = await HistoryFile.OpenAsync(readOnly, manifest.History, cancellationToken);
        var root = manifest.RootCatalog;
        if (options.Tag is { } tag)
            root = (history.Find(tag) ?? throw TagCommand.NoSuchTag(tag, repository)).RootCatalog;
        else
            await check.CheckNamedAsync(repository, manifest, history, cancellationToken);
        await check.CheckTreeAsync(RepositoryPath.Root, root, subtree, cancellationToken);

        foreach (var finding in check.Findings)
            console.Error.WriteLine($"{finding.Id} {finding.Where}: {finding.Message}");
        if (check.Findings.Count > 0)
            throw new ServerException("SRV100", $"{repository.Name} has {check.Findings.Count} problems.");
        console.Out.WriteLine($"{repository.Name} is in order: {check.Catalogs} catalogs, {check.Entries} entries{(objects is null ? "" : $", {objects.Checked} objects")}.");
    }
}
