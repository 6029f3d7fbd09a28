using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client;

/// <summary>
/// An open regular file: the verified, decompressed bytes in the cache, either one file or chunks that are fetched when they are read. Its content never
/// changes, whatever happens to the revision or the cache meanwhile. Reads may run in parallel.
/// </summary>
public sealed class OpenObject : IDisposable
{
    private const int MaxOpenChunks = 8;

    private readonly ObjectFetcher _fetcher;
    private readonly ContentHash _hash;
    private readonly ChunkReadAhead? _ahead;
    private readonly IReadOnlyList<FileChunk> _chunks;
    private readonly Func<FileChunk, CachedObject>? _describe;
    private readonly List<(int Index, SafeFileHandle Handle)> _open = [];
    private volatile bool _disposed;

    internal OpenObject(SafeFileHandle wholeFile, long length, ContentHash hash, ObjectFetcher fetcher)
    {
        _hash = hash;
        _fetcher = fetcher;
        WholeFile = wholeFile;
        Length = length;
        _chunks = [];
    }

    internal OpenObject(long length, IReadOnlyList<FileChunk> chunks, Func<FileChunk, CachedObject> describe, ObjectFetcher fetcher, ChunkReadAhead? ahead)
    {
        Length = length;
        _chunks = chunks;
        _describe = describe;
        _fetcher = fetcher;
        _ahead = ahead;
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Whether it came into the cache for this open, or ahead of it and is opened for the first time: whoever opened it will read it.</summary>
    public bool IsFresh { get; init; }

    /// <summary>The whole file in the cache, for passthrough and direct reads; null for a chunked file. Belongs to this object.</summary>
    public SafeFileHandle? WholeFile { get; }

    /// <summary>Reads from local data alone; false when something must be fetched first, then use <see cref="ReadAsync"/>.</summary>
    /// <param name="offset">First byte; beyond the end nothing is read.</param>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="read">Bytes read; fewer than asked only at the end of the file.</param>
    public bool TryRead(long offset, Span<byte> buffer, out int read)
    {
        read = 0;
        if (WholeFile is { } file)
        {
            int length;
            while (read < buffer.Length && offset + read < Length && (length = RandomAccess.Read(file, buffer[read..], offset + read)) > 0)
                read += length;
            return true;
        }

        while (read < buffer.Length && offset + read < Length)
        {
            var index = ChunkAt(offset + read);
            if (index < 0)
                return true;
            _ahead?.Note(offset + read, buffer.Length - read, _chunks[index]);
            if (!TryReadChunk(index, offset + read, buffer[read..], out var length))
                return false;
            if (length == 0)
                return true;
            read += length;
        }

        return true;
    }

    /// <summary>Reads, fetching what is missing. Fewer bytes than asked only at the end of the file.</summary>
    public ValueTask<ClientResult<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        TryRead(offset, buffer.Span, out var read)
            ? ValueTask.FromResult<ClientResult<int>>(read)
            : FetchAndReadAsync(offset, buffer, cancellationToken);

    /// <summary>The content as a stream of its own position; several may be in use. Failures of the network or the cache are <see cref="IOException"/>s.</summary>
    public Stream AsStream() => new ObjectStream(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_open)
        {
            if (_disposed)
                return;
            _disposed = true;
            foreach (var (index, handle) in _open)
                Close(index, handle);
            _open.Clear();
        }

        if (WholeFile is not null)
            _fetcher.CloseData(_hash, WholeFile);
    }

    private async ValueTask<ClientResult<int>> FetchAndReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = 0;
        while (true)
        {
            var isComplete = TryRead(offset + read, buffer.Span[read..], out var more);
            read += more;
            if (isComplete)
                return read;
            var index = ChunkAt(offset + read);
            var opened = await _fetcher.OpenDataAsync(_describe!(_chunks[index]), cancellationToken);
            if (!opened.IsOk)
                return opened.Failure;
            Keep(index, opened.Value);
        }
    }

    private bool TryReadChunk(int index, long offset, Span<byte> buffer, out int read)
    {
        var chunk = _chunks[index];
        var within = offset - chunk.Offset;
        var wanted = buffer[..(int)Math.Min(buffer.Length, chunk.Size - within)];
        while (true)
        {
            read = 0;
            if (Find(index) is not { } handle)
            {
                handle = _fetcher.TryOpenData(_describe!(chunk), out _);
                if (handle is null)
                    return false;
                Keep(index, handle);
            }

            try
            {
                read = RandomAccess.Read(handle, wanted, within);
                return true;
            }
            catch (ObjectDisposedException) when (!_disposed)
            {
                // Another reader needed more chunks at once than are kept open and closed this one; it is opened again.
            }
        }
    }

    private SafeFileHandle? Find(int index)
    {
        lock (_open)
        {
            foreach (var (at, handle) in _open)
            {
                if (at == index)
                    return handle;
            }

            return null;
        }
    }

    private void Keep(int index, SafeFileHandle handle)
    {
        lock (_open)
        {
            if (_disposed)
            {
                Close(index, handle);
                throw new ObjectDisposedException(nameof(OpenObject));
            }

            if (_open.Exists(open => open.Index == index))
            {
                // Two readers opened it at once; both handles read the same bytes, the later one stays for both.
                _open.RemoveAll(open =>
                {
                    if (open.Index != index)
                        return false;
                    Close(index, open.Handle);
                    return true;
                });
            }
            else if (_open.Count >= MaxOpenChunks)
            {
                Close(_open[0].Index, _open[0].Handle);
                _open.RemoveAt(0);
            }

            _open.Add((index, handle));
        }
    }

    private void Close(int index, SafeFileHandle handle) => _fetcher.CloseData(_chunks[index].Hash, handle);

    private int ChunkAt(long offset)
    {
        int low = 0, high = _chunks.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (offset < _chunks[middle].Offset)
                high = middle - 1;
            else if (offset >= _chunks[middle].Offset + _chunks[middle].Size)
                low = middle + 1;
            else
                return middle;
        }

        return -1;
    }
}
