using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// A cache beside which some objects are kept only briefly, in a small spool of this process: all file data for <c>CVMFS_STREAMING_CACHE</c>, everything
/// that is missing in a cache that cannot be written. They are verified before they can be opened, as all others.
/// </summary>
/// <param name="kept">The cache.</param>
/// <param name="spool">The spool; belongs to this object.</param>
/// <param name="isStreaming">True when file data goes to the spool, false when everything does.</param>
internal sealed class SpoolingCache(IObjectCache kept, IObjectCache spool, bool isStreaming) : IObjectCache
{
    /// <inheritdoc/>
    public string Description => isStreaming ? $"Streaming shim, underlying cache manager:\n{kept.Description}" : kept.Description;

    /// <inheritdoc/>
    public IQuota Quota => kept.Quota;

    /// <inheritdoc/>
    public bool IsReadOnly => !isStreaming;

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => kept.Contains(hash) || spool.Contains(hash);

    /// <inheritdoc/>
    public SafeFileHandle? TryOpen(in CachedObject wanted, out ClientFailure? failure) =>
        kept.TryOpen(wanted, out failure) ?? spool.TryOpen(wanted, out failure);

    /// <inheritdoc/>
    public string PathOf(ContentHash hash) => kept.Contains(hash) || !spool.Contains(hash) ? kept.PathOf(hash) : spool.PathOf(hash);

    /// <inheritdoc/>
    public CacheTransaction Begin(in CachedObject wanted) => IsSpooled(wanted) ? spool.Begin(wanted) : kept.Begin(wanted);

    /// <inheritdoc/>
    public void SetAside(ContentHash hash)
    {
        kept.SetAside(hash);
        spool.SetAside(hash);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        spool.Dispose();
        kept.Dispose();
    }

    private bool IsSpooled(in CachedObject wanted) =>
        !isStreaming || (wanted.Label != ObjectLabel.Catalog && wanted.Name.Kind is ObjectKind.Bulk or ObjectKind.Chunk);
}
