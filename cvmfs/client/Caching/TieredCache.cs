using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// Two caches, one above the other (<c>CVMFS_CACHE_&lt;inst&gt;_TYPE=tiered</c>): objects are opened in the upper one, copied up from the lower one when they
/// are only there, and written to both unless the lower one is read-only. What the lower one fails to do costs a download, never a wrong answer.
/// </summary>
internal sealed class TieredCache(IObjectCache upper, IObjectCache lower, bool isLowerReadOnly, ClientServices services) : IObjectCache
{
    private const int CopyBuffer = 256 * 1024;

    /// <inheritdoc/>
    public string Description => $"Tiered Cache\n  - upper layer: {upper.Description}  - lower layer: {lower.Description}";

    /// <inheritdoc/>
    public IQuota Quota => upper.Quota;

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => upper.Contains(hash) || lower.Contains(hash);

    /// <inheritdoc/>
    public SafeFileHandle? TryOpen(in CachedObject wanted, out ClientFailure? failure)
    {
        var handle = upper.TryOpen(wanted, out failure);
        if (handle is not null || failure is not null)
            return handle;
        using var below = lower.TryOpen(wanted, out failure);
        if (below is null)
            return null;
        if (wanted.Size != CachedObject.UnknownSize && RandomAccess.GetLength(below) != wanted.Size)
        {
            // Damaged down there; it is downloaded into the upper cache, where it hides this one.
            services.LowerCacheFailed(wanted.Name.Hash, "its size is wrong");
            if (!isLowerReadOnly)
                lower.SetAside(wanted.Name.Hash);
            return null;
        }

        failure = Copy(below, upper, wanted);
        return failure is null ? upper.TryOpen(wanted, out failure) : null;
    }

    /// <inheritdoc/>
    public string PathOf(ContentHash hash) => upper.PathOf(hash);

    /// <inheritdoc/>
    public CacheTransaction Begin(in CachedObject wanted)
    {
        var transaction = upper.Begin(wanted);
        if (isLowerReadOnly)
            return transaction;
        var described = wanted;
        return new ForwardingTransaction(transaction, () => CopyDown(described));
    }

    /// <inheritdoc/>
    public void SetAside(ContentHash hash)
    {
        upper.SetAside(hash);
        if (!isLowerReadOnly)
            lower.SetAside(hash);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        upper.Dispose();
        lower.Dispose();
    }

    private void CopyDown(CachedObject wanted)
    {
        using var handle = upper.TryOpen(wanted, out _);
        if (handle is not null && Copy(handle, lower, wanted) is { } failure)
            services.LowerCacheFailed(wanted.Name.Hash, failure.Message);
    }

    private static ClientFailure? Copy(SafeFileHandle from, IObjectCache to, CachedObject what)
    {
        var pool = System.Buffers.ArrayPool<byte>.Shared;
        var buffer = pool.Rent(CopyBuffer);
        CacheTransaction? transaction = null;
        try
        {
            transaction = to.Begin(what);
            long length = 0;
            for (int read; (read = RandomAccess.Read(from, buffer, length)) > 0; length += read)
                transaction.Content.Write(buffer, 0, read);
            return transaction.Commit(length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ClientFailure(ClientFailureKind.LocalStorage, $"Object {what.Name} cannot be copied between the cache tiers: {failure.Message}");
        }
        finally
        {
            pool.Return(buffer);

            // Files close without waiting, so that this does not block.
            transaction?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
