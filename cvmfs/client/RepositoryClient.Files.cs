using System.Text;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client;

/// <content>File content.</content>
public sealed partial class RepositoryClient
{
    /// <summary>The chunks of a chunked file, in order; empty for other files.</summary>
    public ValueTask<ClientResult<IReadOnlyList<FileChunk>>> GetChunksAsync(RepositoryNode file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Entry.IsChunked)
            return ValueTask.FromResult(ClientResult<IReadOnlyList<FileChunk>>.Ok([]));
        return AskAsync<RepositoryNode, IReadOnlyList<FileChunk>>(
            file,
            static (RepositoryTree tree, RepositoryNode file, out IReadOnlyList<FileChunk>? chunks, out CatalogSlot? missing) =>
            {
                var answer = tree.Chunks(file, out var found, out missing);
                chunks = found;
                return answer;
            },
            cancellationToken);
    }

    /// <summary>Opens a regular file when that needs no fetching; null otherwise.</summary>
    public OpenObject? TryOpenFile(RepositoryNode file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Entry.IsRegular)
            return null;
        if (file.Entry.IsChunked)
        {
            if (_tree.Chunks(file, out var chunks, out _) != TreeAnswer.Found)
                return null;
            Counters.CountOpen();
            return OpenChunked(file, chunks);
        }

        if (_fetcher.TryOpen(Describe(file)) is not { } handle)
            return null;
        Counters.CountOpen();
        return new OpenObject(handle);
    }

    /// <summary>Opens a regular file, fetching it into the cache (chunked files: fetching nothing yet).</summary>
    public async ValueTask<ClientResult<OpenObject>> OpenFileAsync(RepositoryNode file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Entry.IsRegular)
            return new ClientFailure(ClientFailureKind.NotAFile, $"{file.Path} is no regular file.");
        if (file.Entry.IsChunked)
        {
            var chunks = await GetChunksAsync(file, cancellationToken);
            if (!chunks.IsOk)
                return chunks.Failure;
            Counters.CountOpen();
            return OpenChunked(file, chunks.Value);
        }

        var opened = await _fetcher.OpenAsync(Describe(file), cancellationToken);
        if (!opened.IsOk)
            return opened.Failure;
        Counters.CountOpen();
        return new OpenObject(opened.Value);
    }

    private ObjectLabel FileLabel => _tree.Root.IsVolatile ? ObjectLabel.Volatile : ObjectLabel.Regular;

    private OpenObject OpenChunked(RepositoryNode file, IReadOnlyList<FileChunk> chunks) =>
        new((long)file.Entry.Size, chunks, chunk => DescribeChunk(file, chunk), _fetcher);

    private CachedObject Describe(RepositoryNode file) => new()
    {
        Name = new ObjectName(file.Entry.Hash, ObjectKind.Bulk),
        Compression = file.Entry.Compression,
        Size = (long)file.Entry.Size,
        Description = file.Path.ToString(),
        Label = FileLabel,
        ExternalPath = ExternalPath(file),
    };

    private CachedObject DescribeChunk(RepositoryNode file, FileChunk chunk) => new()
    {
        Name = new ObjectName(chunk.Hash, ObjectKind.Chunk),
        Compression = file.Entry.Compression,
        Size = chunk.Size,
        Description = $"{file.Path} [{chunk.Offset}]",
        Label = FileLabel,
        ExternalPath = ExternalPath(file),
        ExternalRange = file.Entry.IsExternal ? (chunk.Offset, chunk.Size) : null,
    };

    // One character a byte, as UrlEscaping wants it.
    private static string? ExternalPath(RepositoryNode file) => file.Entry.IsExternal ? Encoding.Latin1.GetString(file.Path.Utf8[1..]) : null;
}
