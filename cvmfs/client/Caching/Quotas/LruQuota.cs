using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>
/// Least-recently-used bookkeeping in <c>cachedb</c> (formats §10.2). Commands are gathered and written in transactions, so that several processes may
/// share one cache: SQLite's own lock serialises them, and a shared lock on <c>lock_cachedb</c> tells who is alive. A process that starts alone where
/// another was killed compares database and files and makes them agree. An object that would pass the limit first has others evicted, down to half of it.
/// </summary>
internal sealed class LruQuota : IQuota
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BatchAge = TimeSpan.FromSeconds(5);

    // New objects are noted soon, so that a list asked for through another mount of the same cache has them.
    private static readonly TimeSpan InsertAge = TimeSpan.FromMilliseconds(25);

    // While objects come in quickly, a transaction for every few of them would cost more than to fetch them.
    private static readonly TimeSpan BurstInsertAge = TimeSpan.FromMilliseconds(100);

    private readonly Lock _databaseGate = new();
    private readonly CacheDirectory _cache;
    private readonly ClientServices _services;
    private readonly FileStream _alive;
    private readonly QuotaStore _store;
    private readonly ITimer _timer;
    private readonly PinCounts _pins = new();
    private readonly HashSet<ContentHash> _notedPins = [];
    private readonly QuotaQueue _queue = new();
    private long _lastApplied;
    private long _gauge;
    private long _limit;
    private bool _disposed;

    private LruQuota(CacheDirectory cache, string file, long limit, ClientServices services, FileStream alive, QuotaDatabase database)
    {
        _cache = cache;
        _services = services;
        _alive = alive;
        _store = new QuotaStore(file, database, services) { Renewed = _notedPins.Clear };
        _limit = limit;
        _gauge = database.Gauge ?? database.SumSizes();
        _timer = services.Time.CreateTimer(static quota => ((LruQuota)quota!).Flush(), this, BatchAge, BatchAge);
    }

    /// <inheritdoc/>
    public QuotaStatus Status
    {
        get
        {
            lock (_databaseGate)
            {
                Apply();
                Volatile.Write(ref _gauge, _store.Try(database => database.Gauge, null) ?? _gauge);
                return new QuotaStatus(_limit, _gauge, _store.Try(database => database.PinnedBytes, 0L));
            }
        }
    }

    /// <inheritdoc/>
    public QuotaAbilities Abilities => QuotaAbilities.All;

    /// <summary>Opens the bookkeeping of a cache, repairing it where no other process uses it.</summary>
    public static ClientResult<IQuota> Open(CacheDirectory cache, string workspace, long limit, ClientServices services, TimeSpan? patience = null)
    {
        try
        {
            return ClientResult<IQuota>.Ok(QuotaOpening.Open(cache, workspace, services, patience ?? Patience, (alive, file, database) => new LruQuota(cache, file, limit, services, alive, database)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ClientFailure(
                ClientFailureKind.Quota,
                $"The cache bookkeeping in {workspace} cannot be used: {failure.Message} Stop other programs that use this cache (an original client "
                + "locks it), or remove cachedb while none runs.");
        }
    }

    /// <inheritdoc/>
    public long CleanupsWithin(TimeSpan period)
    {
        lock (_databaseGate)
            return _store.Try(database => database.CleanupsSince(_services.Time.GetUtcNow() - period), 0L);
    }

    /// <inheritdoc/>
    public void Touch(ContentHash hash) => Enqueue(new QuotaCommand(QuotaVerb.Touch, hash));

    /// <inheritdoc/>
    public bool TryInsert(ContentHash hash, long size, string description, ObjectLabel label)
    {
        if (size > Volatile.Read(ref _limit) / 2)
            return false;
        Enqueue(new QuotaCommand(QuotaVerb.Insert, hash, size, description, label));
        return true;
    }

    /// <inheritdoc/>
    public void Pin(ContentHash hash)
    {
        if (_pins.Add(hash))
            Enqueue(new QuotaCommand(QuotaVerb.Pin, hash));
    }

    /// <inheritdoc/>
    public void Unpin(ContentHash hash)
    {
        if (_pins.Remove(hash))
            Enqueue(new QuotaCommand(QuotaVerb.Pin, hash));
    }

    /// <inheritdoc/>
    public void Remove(ContentHash hash)
    {
        _cache.Delete(hash);
        Enqueue(new QuotaCommand(QuotaVerb.Remove, hash));
    }

    /// <inheritdoc/>
    public bool Cleanup(long leaveBytes)
    {
        lock (_databaseGate)
        {
            Apply();
            _store.Try(database => database.Transact(() => Evict(database, database.Gauge ?? database.SumSizes(), leaveBytes)));
            return _gauge <= leaveBytes;
        }
    }

    /// <inheritdoc/>
    public bool SetLimit(long bytes)
    {
        Volatile.Write(ref _limit, bytes);
        Flush();
        return true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(CacheListing which)
    {
        lock (_databaseGate)
        {
            Apply();
            return _store.Try(database => database.List(which), []);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_databaseGate)
        {
            if (_disposed)
                return;
            Apply();
            _store.Try(database => database.Transact(() =>
            {
                foreach (var hash in _notedPins)
                    database.ChangePins(hash, -1);
                database.Clients = Math.Max(0, (database.Clients ?? 1) - 1);
            }));
            _disposed = true;
            _timer.Dispose();
            _store.Dispose();
            _alive.Dispose();
        }
    }

    /// <summary>Writes everything that is gathered and evicts when the limit is passed.</summary>
    internal void Flush()
    {
        lock (_databaseGate)
        {
            if (!_disposed)
                Apply();
        }
    }

    private void Enqueue(in QuotaCommand command)
    {
        switch (_queue.Add(command, Volatile.Read(ref _limit) - Volatile.Read(ref _gauge)))
        {
            case QuotaUrgency.Now:
                Flush();
                break;
            case QuotaUrgency.Soon:
                _timer.Change(_services.Time.GetElapsedTime(Volatile.Read(ref _lastApplied)) < BurstInsertAge ? BurstInsertAge : InsertAge, BatchAge);
                break;
            default:
                break;
        }
    }

    private void Apply()
    {
        var batch = _queue.Take();
        if (batch.Count == 0 && _gauge <= Volatile.Read(ref _limit))
            return;
        Volatile.Write(ref _lastApplied, _services.Time.GetTimestamp());
        _store.Try(database => database.Transact(() => Apply(database, batch)));
    }

    private void Apply(QuotaDatabase database, List<QuotaCommand> batch)
    {
        var gauge = database.Gauge ?? database.SumSizes();
        var sequence = database.NextSequence;
        foreach (var command in batch)
        {
            switch (command.Verb)
            {
                case QuotaVerb.Touch:
                    database.Touch(command.Hash, sequence++);
                    break;
                case QuotaVerb.Insert:
                    // Far below the limit the old size of a renewed object does not matter, so it is not asked for.
                    var limit = Volatile.Read(ref _limit);
                    if (gauge + command.Size > limit && gauge + command.Size - database.SizeOf(command.Hash) > limit)
                        gauge = Evict(database, gauge, limit / 2, command.Hash);
                    gauge += database.Insert(command.Hash, command.Size, sequence++, command.Description, command.Label);
                    NotePin(database, command.Hash);
                    break;
                case QuotaVerb.Remove:
                    gauge -= database.Delete(command.Hash);
                    _notedPins.Remove(command.Hash);
                    break;
                default:
                    NotePin(database, command.Hash);
                    break;
            }
        }

        Volatile.Write(ref _gauge, gauge);
        database.Gauge = gauge;
        if (gauge > Volatile.Read(ref _limit))
            Evict(database, gauge, Volatile.Read(ref _limit) / 2);
    }

    // Files go before their rows: whoever is killed in between leaves rows without files, which cost nothing.
    private long Evict(QuotaDatabase database, long gauge, long leaveBytes, ContentHash? except = null)
    {
        var before = gauge;
        var victims = database.Oldest(gauge - leaveBytes, hash => hash == except || _pins.Contains(hash));
        foreach (var hash in victims)
        {
            if (_cache.Delete(hash))
                gauge -= database.Delete(hash);
        }

        database.Gauge = gauge;
        Volatile.Write(ref _gauge, gauge);
        if (victims.Count > 0)
        {
            database.NoteCleanup(_services.Time.GetUtcNow());
            _services.CacheCleaned(victims.Count, before - gauge);
        }

        return gauge;
    }

    // The column counts processes: each adds itself once, as soon as there is a row.
    private void NotePin(QuotaDatabase database, ContentHash hash)
    {
        if (_pins.Contains(hash))
        {
            if (!_notedPins.Contains(hash) && database.ChangePins(hash, 1))
                _notedPins.Add(hash);
        }
        else if (_notedPins.Remove(hash))
        {
            database.ChangePins(hash, -1);
        }
    }
}
