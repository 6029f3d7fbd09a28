using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>Compresses, hashes and stores blocks; one per worker, since it owns a compressor and its output buffer.</summary>
internal sealed class ObjectWriter(IObjectStore store, PipelineOptions options, ObjectCounters counters) : IDisposable
{
    private readonly IBlockCompressor _compressor = options.Compressor();
    private readonly ContentHasher _hasher = new(options.Algorithm);
    private byte[] _compressed = [];

    /// <summary>Stores a block under the hash of its stored bytes.</summary>
    public async ValueTask<ContentHash> WriteAsync(
        ReadOnlyMemory<byte> plain, ObjectKind kind, CompressionAlgorithm compression, CancellationToken cancellationToken)
    {
        var stored = compression == CompressionAlgorithm.None ? plain : Compress(plain.Span);
        _hasher.Append(stored.Span);
        var hash = _hasher.Finish();
        using var content = new ReadOnlyMemoryStream(stored);
        var outcome = await store.PutAsync(StoreKey.Of(new ObjectName(hash, kind)), content, PutMode.KeepExisting, cancellationToken);
        counters.Count(outcome, stored.Length);
        return hash;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hasher.Dispose();
        (_compressor as IDisposable)?.Dispose();
    }

    private ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> plain)
    {
        var needed = _compressor.MaxCompressedLength(plain.Length);
        if (_compressed.Length < needed)
            _compressed = GC.AllocateUninitializedArray<byte>(Math.Max(needed, 2 * _compressed.Length));
        return _compressed.AsMemory(0, _compressor.Compress(plain, _compressed));
    }
}
