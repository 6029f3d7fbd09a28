using System.Collections.Concurrent;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>Stores single objects that are no file data (catalogs, history, certificate, meta info): always zlib.</summary>
internal sealed class ObjectWriterPool(IObjectStore store, PipelineOptions options, ObjectCounters counters) : IDisposable
{
    // Beyond this a file is compressed as a stream instead of in memory.
    private const long LargestBlock = 64 << 20;

    private readonly ConcurrentBag<ObjectWriter> _idle = [];

    /// <summary>Stores a block of memory.</summary>
    public async Task<ContentHash> StoreAsync(ReadOnlyMemory<byte> plain, ObjectKind kind, CompressionAlgorithm compression, CancellationToken cancellationToken)
    {
        var writer = _idle.TryTake(out var idle) ? idle : new ObjectWriter(store, options, counters);
        try
        {
            return await writer.WriteAsync(plain, kind, compression, cancellationToken);
        }
        finally
        {
            _idle.Add(writer);
        }
    }

    /// <summary>Stores a file.</summary>
    public async Task<ContentHash> StoreFileAsync(string path, ObjectKind kind, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length <= LargestBlock)
            return await StoreAsync(await File.ReadAllBytesAsync(path, cancellationToken), kind, CompressionAlgorithm.Zlib, cancellationToken);
        using var packed = await LargeObject.PrepareAsync(file, options with { Compression = CompressionAlgorithm.Zlib }, cancellationToken);
        var outcome = await store.PutAsync(StoreKey.Of(new ObjectName(packed.Hash, kind)), packed.Content, PutMode.KeepExisting, cancellationToken);
        counters.Count(outcome, packed.Content.Length);
        return packed.Hash;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var writer))
            writer.Dispose();
    }
}
