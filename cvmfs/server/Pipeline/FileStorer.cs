using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Chunking;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Storage;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>Turns one file after the other into objects. Belongs to one worker; its buffers bound what a file may cost in memory.</summary>
internal sealed class FileStorer(IObjectStore store, PipelineOptions options, ObjectCounters counters) : IDisposable
{
    private readonly ObjectWriter _writer = new(store, options, counters);
    private readonly int _largestBlock = options.Chunking?.Maximum ?? ChunkingParameters.Default.Maximum;
    private byte[] _buffer = [];

    /// <summary>Reads the job's file and stores what it holds.</summary>
    /// <exception cref="ServerException">The file cannot be read, or changes meanwhile.</exception>
    public async ValueTask StoreAsync(ContentJob job, CancellationToken cancellationToken)
    {
        var size = job.Entry.Size;
        using var file = job.Source.Open(job.Path);
        if (options.Chunking is { } sizes && size > sizes.Minimum)
            job.Result = await StoreChunkedAsync(job, file, sizes, cancellationToken);
        else if (size <= _largestBlock)
            job.Result = await StoreWholeAsync(job, file, cancellationToken);
        else
            job.Result = new StoredContent(await StoreStreamAsync(file, cancellationToken), (ulong)size, options.Compression, []);
        if ((long)job.Result.Size != size)
        {
            throw new ServerException(
                "SRV030", $"{job.Source.Describe(job.Path)} changed while it was read ({size} bytes became {job.Result.Size}); publish again when nothing writes to it.");
        }

        counters.CountRead(1, size);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private async ValueTask<StoredContent> StoreWholeAsync(ContentJob job, SafeFileHandle file, CancellationToken cancellationToken)
    {
        // One byte more than expected shows that the file has grown.
        var expected = (int)job.Entry.Size + 1;
        Reserve(expected);
        var filled = Fill(file, 0, 0, expected);
        var hash = await _writer.WriteAsync(_buffer.AsMemory(0, filled), ObjectKind.Bulk, options.Compression, cancellationToken);
        return new StoredContent(hash, (ulong)filled, options.Compression, []);
    }

    private async ValueTask<StoredContent> StoreChunkedAsync(ContentJob job, SafeFileHandle file, ChunkingParameters sizes, CancellationToken cancellationToken)
    {
        var window = sizes.Maximum + 1;
        Reserve(window);
        var chunks = new List<FileChunk>();
        long start = 0;
        var filled = Fill(file, 0, 0, window);
        while (filled > 0)
        {
            var cut = ChunkCutter.NextCut(_buffer.AsSpan(0, filled), sizes);
            var isWholeFile = start == 0 && cut == filled;
            var kind = isWholeFile ? ObjectKind.Bulk : ObjectKind.Chunk;
            var hash = await _writer.WriteAsync(_buffer.AsMemory(0, cut), kind, options.Compression, cancellationToken);
            if (isWholeFile)
                return new StoredContent(hash, (ulong)filled, options.Compression, []);
            chunks.Add(new FileChunk(start, cut, hash));
            start += cut;
            _buffer.AsSpan(cut, filled - cut).CopyTo(_buffer);
            filled = Fill(file, start, filled - cut, window);
        }

        var bulk = options.StoresBulkOfChunked && start == job.Entry.Size
            ? await StoreStreamAsync(file, cancellationToken)
            : ContentHash.Null(options.Algorithm);
        return new StoredContent(bulk, (ulong)start, options.Compression, chunks);
    }

    private async ValueTask<ContentHash> StoreStreamAsync(SafeFileHandle file, CancellationToken cancellationToken)
    {
        using var packed = await LargeObject.PrepareAsync(file, options, cancellationToken);
        var outcome = await store.PutAsync(StoreKey.Of(new ObjectName(packed.Hash, ObjectKind.Bulk)), packed.Content, PutMode.KeepExisting, cancellationToken);
        counters.Count(outcome, packed.Content.Length);
        return packed.Hash;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length < bytes)
            _buffer = GC.AllocateUninitializedArray<byte>(Math.Max(bytes, 1 << 20));
    }

    /// <summary>Completes the buffer, which starts at file offset <paramref name="start"/> and holds <paramref name="filled"/> bytes already.</summary>
    private int Fill(SafeFileHandle file, long start, int filled, int wanted)
    {
        while (filled < wanted)
        {
            var read = RandomAccess.Read(file, _buffer.AsSpan(filled, wanted - filled), start + filled);
            if (read == 0)
                break;
            filled += read;
        }

        return filled;
    }
}
