using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>Objects as files of a directory (formats §10.1), with whatever bookkeeping belongs to the directory.</summary>
internal sealed class PosixCache(CacheDirectory files, IQuota quota, string description, IDisposable? owned = null) : IObjectCache
{
    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public IQuota Quota => quota;

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => files.Contains(hash);

    /// <inheritdoc/>
    public SafeFileHandle? TryOpen(in CachedObject wanted, out ClientFailure? failure)
    {
        var handle = files.TryOpen(wanted.Name.Hash, out failure);
        if (handle is not null)
            quota.Touch(wanted.Name.Hash);
        return handle;
    }

    /// <inheritdoc/>
    public string PathOf(ContentHash hash) => files.PathOf(hash);

    /// <inheritdoc/>
    public CacheTransaction Begin(in CachedObject wanted) => new PosixTransaction(files, quota, wanted);

    /// <inheritdoc/>
    public void SetAside(ContentHash hash)
    {
        files.MoveToQuarantine(hash);
        quota.Remove(hash);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        quota.Dispose();
        files.Dispose();
        owned?.Dispose();
    }
}
