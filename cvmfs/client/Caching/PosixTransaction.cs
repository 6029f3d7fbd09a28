using CernVM.Cvmfs.Client.Caching.Quotas;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>A file in <c>txn</c> that becomes an object by a rename.</summary>
internal sealed class PosixTransaction(CacheDirectory files, IQuota quota, CachedObject wanted) : CacheTransaction
{
    private readonly TemporaryFile _file = files.CreateTemporary(wanted.Name.Hash);
    private bool _committed;

    /// <inheritdoc/>
    public override Stream Content => _file.Content;

    /// <inheritdoc/>
    public override ClientFailure? Commit(long length)
    {
        if (!quota.TryInsert(wanted.Name.Hash, length, wanted.Description, wanted.Label))
        {
            return new ClientFailure(
                ClientFailureKind.NoSpace, $"{wanted.Description} ({length} bytes) is too large for the cache; raise CVMFS_QUOTA_LIMIT.");
        }

        files.Commit(_file, wanted.Name.Hash);
        _committed = true;
        return null;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _file.Content.DisposeAsync();
        if (!_committed)
            File.Delete(_file.Path);
    }
}
