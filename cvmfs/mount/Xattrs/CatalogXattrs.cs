using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>Synthetic attributes that are read from catalogs and from objects beside them.</summary>
internal static class CatalogXattrs
{
    // In the order of their names, as the original prints them (formats §§7.8, 10.4).
    private static readonly (string Name, CatalogCounter Counter)[] Counters =
    [
        ("chunked", CatalogCounter.Chunked), ("chunked_size", CatalogCounter.ChunkedSize), ("chunks", CatalogCounter.Chunks),
        ("dir", CatalogCounter.Directory), ("external", CatalogCounter.External), ("external_file_size", CatalogCounter.ExternalFileSize),
        ("file_size", CatalogCounter.FileSize), ("nested", CatalogCounter.Nested), ("regular", CatalogCounter.Regular),
        ("special", CatalogCounter.Special), ("symlink", CatalogCounter.Symlink), ("xattr", CatalogCounter.Xattr),
    ];

    public static readonly IReadOnlyList<MagicXattr> All =
    [
        new("user.catalog_counters", static _ => true, CatalogCountersAsync),
        new("user.repo_counters", static _ => true, RepositoryCountersAsync),
        new("user.repo_metainfo", static _ => true, MetaInfoAsync),
    ];

    private static async ValueTask<string?> CatalogCountersAsync(MagicContext context, RepositoryNode node, CancellationToken cancel)
    {
        var catalog = await context.Client.DescribeCatalogAsync(node, cancel);
        return catalog.IsOk
            ? $"catalog_hash: {catalog.Value.Hash}\ncatalog_mountpoint: {Mountpoint(catalog.Value)}\n{Lines(catalog.Value.Counters)}"
            : null;
    }

    private static async ValueTask<string?> RepositoryCountersAsync(MagicContext context, RepositoryNode node, CancellationToken cancel)
    {
        var catalog = await context.Client.DescribeCatalogAsync(context.Client.Root, cancel);
        return catalog.IsOk ? Lines(catalog.Value.Counters) : null;
    }

    // The original shows its sentence about a failure as the value.
    private static async ValueTask<string?> MetaInfoAsync(MagicContext context, RepositoryNode node, CancellationToken cancel)
    {
        var text = await context.Client.ReadMetaInfoAsync(cancel);
        return text.IsOk ? text.Value : text.Failure.IsTransient ? "Failed to open metadata file" : text.Failure.Message;
    }

    // The root's mountpoint has no characters there.
    private static string Mountpoint(CatalogSummary catalog) => catalog.Mountpoint.IsRoot ? "" : catalog.Mountpoint.ToString();

    private static string Lines(CounterSet counters)
    {
        var text = new StringBuilder();
        foreach (var (name, counter) in Counters)
            text.Append(CultureInfo.InvariantCulture, $"{name},{counters[counter]}\n");
        return text.ToString();
    }
}
