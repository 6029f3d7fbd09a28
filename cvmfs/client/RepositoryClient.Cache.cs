using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client;

/// <content>The cache, as its administrator sees it.</content>
public sealed partial class RepositoryClient
{
    private readonly HashSet<RepositoryPath> _pinned = [];

    /// <summary>Kind and place of the cache; one or more lines.</summary>
    public string CacheDescription => _cache.Description;

    /// <summary>Whether nothing is written to the cache.</summary>
    public bool IsCacheReadOnly => _cache.IsReadOnly;

    /// <summary>What the cache's bookkeeping can do.</summary>
    public QuotaAbilities CacheAbilities => _cache.Quota.Abilities;

    /// <summary>Fill of the cache.</summary>
    public QuotaStatus CacheStatus => _cache.Quota.Status;

    /// <summary>Descriptions of cached objects, least recently used first; empty for a cache that cannot list.</summary>
    public IReadOnlyList<string> ListCache(CacheListing which) => _cache.Quota.List(which);

    /// <summary>Evicts until at most so many bytes are used; false when pinned objects prevent it, or for a cache that cannot evict.</summary>
    public bool CleanupCache(long leaveBytes) => _cache.Quota.Cleanup(leaveBytes);

    /// <summary>Evictions in the period that ends now, at most a day; <c>user.ncleanup24</c> asks for all of it.</summary>
    public long CacheCleanupsWithin(TimeSpan period) => _cache.Quota.CleanupsWithin(period);

    /// <summary>Changes the limit of the cache until the end of the process; false for a cache without one.</summary>
    public bool SetCacheLimit(long bytes) => _cache.Quota.SetLimit(bytes);

    /// <summary>
    /// Stops to write to the cache directory until the end of this client and closes what is open there for writing; what is missing is kept only while it
    /// is used. False for caches that are no directories.
    /// </summary>
    /// <exception cref="IOException">There is no place for what is missing.</exception>
    public ValueTask<bool> FreezeCacheAsync() => _cache.FreezeAsync();

    /// <summary>Removes the content of a regular file from the cache; open files keep theirs.</summary>
    public async ValueTask<ClientFailure?> EvictAsync(RepositoryPath path, CancellationToken cancellationToken)
    {
        var objects = await ObjectsOfAsync(path, cancellationToken);
        if (!objects.IsOk)
            return objects.Failure;
        foreach (var wanted in objects.Value)
            _cache.Quota.Remove(wanted.Name.Hash);
        return null;
    }

    /// <summary>
    /// Fetches the content of a regular file and keeps it in the cache as long as this client is open. Refused when half of the cache would be pinned.
    /// </summary>
    public async ValueTask<ClientFailure?> PinAsync(RepositoryPath path, CancellationToken cancellationToken)
    {
        var objects = await ObjectsOfAsync(path, cancellationToken);
        if (!objects.IsOk)
            return objects.Failure;
        lock (_pinned)
        {
            if (!_pinned.Add(path))
                return null;
        }

        var failure = HasRoomFor(objects.Value) ? null : new ClientFailure(ClientFailureKind.NoSpace, $"Pinning {path} would pin more than half of the cache.");
        var pinned = 0;
        for (; failure is null && pinned < objects.Value.Count; pinned++)
        {
            var wanted = objects.Value[pinned];
            _cache.Quota.Pin(wanted.Name.Hash);
            failure = await _fetcher.EnsureAsync(wanted, cancellationToken);
        }

        if (failure is null)
            return null;
        lock (_pinned)
            _pinned.Remove(path);
        for (var index = 0; index < pinned; index++)
            _cache.Quota.Unpin(objects.Value[index].Name.Hash);
        return failure;
    }

    private bool HasRoomFor(IReadOnlyList<CachedObject> objects) =>
        _cache.Quota.Status is not { Limit: { } limit } status || status.Pinned + objects.Sum(wanted => wanted.Size) <= limit / 2;

    private async ValueTask<ClientResult<IReadOnlyList<CachedObject>>> ObjectsOfAsync(RepositoryPath path, CancellationToken cancellationToken)
    {
        var found = await GetNodeAsync(path, cancellationToken);
        if (!found.IsOk)
            return found.Failure;
        var file = found.Value;
        if (!file.Entry.IsRegular)
            return new ClientFailure(ClientFailureKind.NotAFile, $"{path} is no regular file.");
        if (!file.Entry.IsChunked)
            return ClientResult<IReadOnlyList<CachedObject>>.Ok([_objects.Of(file)]);
        var chunks = await GetChunksAsync(file, cancellationToken);
        return chunks.IsOk
            ? ClientResult<IReadOnlyList<CachedObject>>.Ok([.. chunks.Value.Select(chunk => _objects.Of(file, chunk))])
            : chunks.Failure;
    }
}
