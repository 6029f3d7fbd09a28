using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server list-catalogs</c>: the tree of catalogs of the newest revision.</summary>
public static class ListCatalogsCommand
{
    /// <summary>Prints one catalog a line, indented by depth for people.</summary>
    public static async Task RunAsync(string? name, CatalogColumns columns, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        using var scratch = ScratchDirectory.Create();
        var loader = new CatalogLoader(new ObjectReader(repository.Store), scratch.Path);
        await PrintAsync(RepositoryPath.Root, manifest.RootCatalog, depth: 0);

        async Task PrintAsync(RepositoryPath mountpoint, ContentHash hash, int depth)
        {
            using var catalog = await loader.LoadAsync(mountpoint, hash, cancellationToken);
            var fields = new List<string>();
            if (columns.HasFlag(CatalogColumns.Sizes))
                fields.Add(columns.HasFlag(CatalogColumns.Machine) ? $"{catalog.Size}" : $"{catalog.Size / 1024}k");
            if (columns.HasFlag(CatalogColumns.Entries))
                fields.Add($"{catalog.Reader.Counters.Self.Entries}");
            if (columns.HasFlag(CatalogColumns.Hashes))
                fields.Add(hash.ToString());
            fields.Add((columns.HasFlag(CatalogColumns.Machine) ? "" : new string(' ', 2 * depth)) + mountpoint);
            console.Out.WriteLine(string.Join(' ', fields));
            File.Delete(catalog.File);
            foreach (var nested in catalog.Reader.NestedCatalogs)
                await PrintAsync(nested.Path, nested.Hash, depth + 1);
        }
    }
}
