using CernVM.Cvmfs.Client.Caching.Quotas;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Free bytes of the cache, looked at now and then: asking writes the bookkeeping's batch. What is fetched ahead must fit into free room, so that it
/// never drives out what was used.
/// </summary>
internal sealed class CacheRoom(Func<QuotaStatus> status, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _asked;
    private long _free;
    private bool _isKnown;

    /// <summary>Free bytes; <see cref="long.MaxValue"/> for a cache without limit.</summary>
    public long Free
    {
        get
        {
            lock (_gate)
            {
                if (_isKnown && time.GetElapsedTime(_asked) < PrefetchLimits.RoomAge)
                    return _free;
                _free = status() is { Limit: { } limit } fill ? Math.Max(0, limit - fill.Used) : long.MaxValue;
                _asked = time.GetTimestamp();
                _isKnown = true;
                return _free;
            }
        }
    }
}
