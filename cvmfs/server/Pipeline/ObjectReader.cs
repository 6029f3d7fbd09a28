using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>Reads zlib objects back from the store, verifying their hash.</summary>
internal sealed class ObjectReader(IObjectStore store)
{
    /// <summary>Writes the plain bytes of an object to a stream.</summary>
    /// <exception cref="ServerException">The object is missing or damaged.</exception>
    public async Task ReadAsync(ObjectName name, Stream target, CancellationToken cancellationToken)
    {
        await using var stored = await store.OpenReadAsync(StoreKey.Of(name), cancellationToken)
            ?? throw new ServerException("SRV060", $"Object {name.StorePath} is missing in the store; restore it from a replica, then run 'check'.");
        await using var hashed = new HashingStream(stored, name.Hash.Algorithm);
        var inflated = await ZlibInflater.InflateAsync(hashed, target, long.MaxValue, cancellationToken);
        if (!inflated.IsOk || hashed.Finish() != name.Hash)
            throw new ServerException("SRV061", $"Object {name.StorePath} is damaged; restore it from a replica, then run 'check'.");
    }

    /// <summary>The plain bytes of a small object.</summary>
    public async Task<byte[]> ReadAsync(ObjectName name, CancellationToken cancellationToken)
    {
        using var target = new MemoryStream();
        await ReadAsync(name, target, cancellationToken);
        return target.ToArray();
    }
}
