using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>A cache without limit: nothing is noted, nothing evicted.</summary>
internal sealed class NoQuota(CacheDirectory cache) : IQuota
{
    /// <inheritdoc/>
    public QuotaAbilities Abilities => QuotaAbilities.None;

    /// <inheritdoc/>
    public QuotaStatus Status => default;

    /// <inheritdoc/>
    public long CleanupsWithin(TimeSpan period) => 0;

    /// <inheritdoc/>
    public void Touch(ContentHash hash)
    {
    }

    /// <inheritdoc/>
    public bool TryInsert(ContentHash hash, long size, string description, ObjectLabel label) => true;

    /// <inheritdoc/>
    public void Pin(ContentHash hash)
    {
    }

    /// <inheritdoc/>
    public void Unpin(ContentHash hash)
    {
    }

    /// <inheritdoc/>
    public void Remove(ContentHash hash) => cache.Delete(hash);

    /// <inheritdoc/>
    public bool Cleanup(long leaveBytes) => false;

    /// <inheritdoc/>
    public bool SetLimit(long bytes) => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> List(CacheListing which) => [];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
