using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// What was fetched ahead and not used yet. It is the brake of all guessing: unused bytes stay below a budget and below a share of the free cache.
/// </summary>
internal sealed class PrefetchLedger(PrefetchSettings settings, CacheRoom room, TimeProvider time, PrefetchCounters counters)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ContentHash, Entry> _unused = [];
    private readonly Queue<(ContentHash Hash, long Since)> _ages = new();
    private int _count;
    private int _guesses;
    private long _guessedBytes;
    private long _profileBytes;

    /// <summary>Objects that are not used yet.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Raised, from any thread, when an object was used and there may be room for more.</summary>
    public event Action? RoomMade;

    /// <summary>Notes an object that is about to be fetched; false when it is noted already or no budget is left for it.</summary>
    public bool TryReserve(ContentHash hash, long size, PrefetchKind kind, GuessSource? source = null)
    {
        // Asked outside the lock: it may have to wait for the cache's bookkeeping.
        var free = room.Free;
        lock (_gate)
        {
            Forget();
            if (_unused.Count >= PrefetchLimits.Ledger || !Fits(size, kind, free) || !_unused.TryAdd(hash, new Entry(size, kind, source, time.GetTimestamp())))
                return false;
            _ages.Enqueue((hash, _unused[hash].Since));
            source?.Guess();
            Weigh(size, kind, 1);
            return true;
        }
    }

    /// <summary>Whether a further guess of this size may be made now.</summary>
    public bool HasRoom(long size, PrefetchKind kind)
    {
        var free = room.Free;
        lock (_gate)
        {
            Forget();
            return _unused.Count < PrefetchLimits.Ledger && Fits(size, kind, free);
        }
    }

    /// <summary>Whether the object is on its way, or here and not used yet.</summary>
    public bool Contains(ContentHash hash)
    {
        if (Count == 0)
            return false;
        lock (_gate)
            return _unused.ContainsKey(hash);
    }

    /// <summary>Takes a reservation back: the object did not come.</summary>
    public void Release(ContentHash hash)
    {
        lock (_gate)
            _ = Take(hash, used: false);
    }

    /// <summary>Notes that an object is opened; cheap for all that were not fetched ahead.</summary>
    /// <returns>Whether it was fetched ahead, and this is its first use.</returns>
    public bool Used(ContentHash hash)
    {
        if (Count == 0)
            return false;
        lock (_gate)
        {
            if (!Take(hash, used: true))
                return false;
        }

        counters.CountUsed();
        RoomMade?.Invoke();
        return true;
    }

    private bool Fits(long size, PrefetchKind kind, long free)
    {
        if (kind == PrefetchKind.Profile)
            return _profileBytes + size <= Math.Min(settings.ProfileBudget, free / PrefetchLimits.ProfileShare);
        if (kind == PrefetchKind.Neighbour && _guesses >= PrefetchLimits.MostGuesses)
            return false;
        return _guessedBytes + size <= Math.Min(settings.Budget, free / PrefetchLimits.GuessShare);
    }

    private bool Take(ContentHash hash, bool used)
    {
        if (!_unused.Remove(hash, out var entry))
            return false;
        entry.Source?.End(used);
        Weigh(entry.Size, entry.Kind, -1);
        return true;
    }

    private void Weigh(long size, PrefetchKind kind, int sign)
    {
        Volatile.Write(ref _count, _unused.Count);
        if (kind == PrefetchKind.Profile)
            _profileBytes += sign * size;
        else
            _guessedBytes += sign * size;
        if (kind == PrefetchKind.Neighbour)
            _guesses += sign;
    }

    // A wrong guess must not weigh for ever; one that comes true later than this just does not count.
    private void Forget()
    {
        while (_ages.TryPeek(out var oldest))
        {
            var isCurrent = _unused.TryGetValue(oldest.Hash, out var entry) && entry.Since == oldest.Since;
            if (isCurrent && time.GetElapsedTime(oldest.Since) < PrefetchLimits.Forgotten)
                return;
            _ages.Dequeue();
            if (isCurrent)
                _ = Take(oldest.Hash, used: false);
        }
    }

    private readonly record struct Entry(long Size, PrefetchKind Kind, GuessSource? Source, long Since);
}
