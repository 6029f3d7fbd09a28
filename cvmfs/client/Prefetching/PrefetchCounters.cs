namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>What was fetched ahead of need, and how well it was guessed. Every member only grows.</summary>
public sealed class PrefetchCounters
{
    private long _fetched;
    private long _bytes;
    private long _used;
    private long _failed;
    private long _dropped;
    private long _profiles;

    /// <summary>Objects that arrived before anybody asked for them.</summary>
    public long Fetched => Volatile.Read(ref _fetched);

    /// <summary>Their plain bytes, as far as announced.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Objects fetched ahead that were asked for later.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Attempts that failed; nobody saw them, the object is fetched again when it is needed.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Objects that were not fetched ahead because a budget or the queue was full.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Start-ups of access profiles and bundles that were recognised.</summary>
    public long Profiles => Volatile.Read(ref _profiles);

    internal void CountFetched(long bytes)
    {
        Interlocked.Increment(ref _fetched);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void CountUsed() => Interlocked.Increment(ref _used);

    internal void CountFailed() => Interlocked.Increment(ref _failed);

    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    internal void CountProfile() => Interlocked.Increment(ref _profiles);
}
