using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats.Catalogs;

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
            return OpenChunked(file, chunks);
        }

        if (_fetcher.TryOpenData(_objects.Of(file), out var isFirstUse) is not { } handle)
            return null;
        Counters.CountOpen();
        _planner.FileOpened(file);
        return new OpenObject(handle, (long)file.Entry.Size, file.Entry.Hash, _fetcher) { IsFresh = isFirstUse };
    }

    /// <summary>Opens a regular file, fetching it into the cache (chunked files: fetching nothing yet).</summary>
    /// <param name="file">What is opened.</param>
    /// <param name="cancellationToken">Ends the wait, not the download.</param>
    /// <param name="mayBlock">
    /// Whether the calling thread may be blocked: it then fetches a small file by itself, which is faster than to wait for other threads. Not for threads of the pool.
    /// </param>
    public async ValueTask<ClientResult<OpenObject>> OpenFileAsync(RepositoryNode file, CancellationToken cancellationToken, bool mayBlock = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Entry.IsRegular)
            return new ClientFailure(ClientFailureKind.NotAFile, $"{file.Path} is no regular file.");
        if (file.Entry.IsChunked)
        {
            var chunks = await GetChunksAsync(file, cancellationToken);
            if (!chunks.IsOk)
                return chunks.Failure;
            return OpenChunked(file, chunks.Value);
        }

        _planner.FileMissed(file);
        var opened = await _fetcher.OpenDataAsync(_objects.Of(file), cancellationToken, mayBlock);
        if (!opened.IsOk)
            return opened.Failure;
        Counters.CountOpen();
        return new OpenObject(opened.Value, (long)file.Entry.Size, file.Entry.Hash, _fetcher) { IsFresh = true };
    }

    private OpenObject OpenChunked(RepositoryNode file, IReadOnlyList<FileChunk> chunks)
    {
        CachedObject Describe(FileChunk chunk) => _objects.Of(file, chunk);
        Counters.CountOpen();
        _planner.ChunkedOpened(file);
        return new OpenObject((long)file.Entry.Size, chunks, Describe, _fetcher, _planner.Follow(file, chunks, Describe));
    }
}
