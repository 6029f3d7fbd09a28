using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Mount.Verification;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>Synthetic attributes that speak of one entry.</summary>
internal static class EntryXattrs
{
    private const string ChunkListHead = "hash,offset,size\n";

    public static readonly IReadOnlyList<MagicXattr> All =
    [
        Entry("user.hash", HasHash, (_, node) => node.Entry.Hash.ToString()),
        Entry("user.compression", IsRegular, (_, node) => node.Entry.Compression == CompressionAlgorithm.None ? "none" : "zlib"),
        Entry("user.direct_io", IsRegular, (_, node) => node.Entry.IsDirectIo ? "1" : "0"),
        Entry("user.external_file", IsRegular, (_, node) => node.Entry.IsExternal ? "1" : "0"),
        Entry("user.external_url", node => node.Entry.IsExternal, ExternalUrl),
        Entry("user.rawlink", node => node.Entry.IsSymlink, (_, node) => Encoding.UTF8.GetString(node.Entry.Symlink.Span)),
        Entry("xfsroot.rawlink", node => node.Entry.IsSymlink, (_, node) => Encoding.UTF8.GetString(node.Entry.Symlink.Span)),
        new("user.lhash", HasHash, LocalHashAsync),
        new("user.chunks", IsRegular, ChunkCountAsync),
        new("user.chunk_list", IsRegular, ChunkListAsync) { Head = ChunkListHead },
    ];

    private static bool IsRegular(RepositoryNode node) => node.Entry.IsRegular;

    private static bool HasHash(RepositoryNode node) => !node.Entry.Hash.IsNull;

    private static MagicXattr Entry(string name, Func<RepositoryNode, bool> appliesTo, Func<MagicContext, RepositoryNode, string?> read) =>
        new(name, appliesTo, (context, node, _) => ValueTask.FromResult(read(context, node)));

    private static string? ExternalUrl(MagicContext context, RepositoryNode node) =>
        context.Client.Settings.Network.ExternalServers is [var first, ..] ? first.ToString().TrimEnd('/') + node.Path : null;

    private static async ValueTask<string?> ChunkCountAsync(MagicContext context, RepositoryNode node, CancellationToken cancel)
    {
        if (!node.Entry.IsChunked)
            return "1";
        var chunks = await context.Client.GetChunksAsync(node, cancel);
        return chunks.IsOk ? MagicXattrTable.Number(chunks.Value.Count) : null;
    }

    private static async ValueTask<string?> ChunkListAsync(MagicContext context, RepositoryNode node, CancellationToken cancel)
    {
        var text = new StringBuilder(ChunkListHead);
        if (!node.Entry.IsChunked)
            return text.Append(node.Entry.Hash).Append(",0,").Append(node.Entry.Size).Append('\n').ToString();
        var chunks = await context.Client.GetChunksAsync(node, cancel);
        if (!chunks.IsOk)
            return null;
        foreach (var chunk in chunks.Value)
            text.Append(chunk.Hash).Append(',').Append(chunk.Offset).Append(',').Append(chunk.Size).Append('\n');
        return text.ToString();
    }

    // As the original does, from the bytes that are in the cache now: it tells whether they are what was once verified.
    private static ValueTask<string?> LocalHashAsync(MagicContext context, RepositoryNode node, CancellationToken cancel)
    {
        try
        {
            using var cached = context.Client.TryOpenCached(node);
            return ValueTask.FromResult<string?>(
                cached is null ? "Not in cache" : (ObjectVerifier.FindMismatch(cached, node.Entry.Hash, cancel) ?? node.Entry.Hash).ToString());
        }
        catch (IOException failure)
        {
            return ValueTask.FromResult<string?>($"I/O error ({failure.Message})");
        }
    }
}
