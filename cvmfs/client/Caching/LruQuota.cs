using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// Least-recently-used bookkeeping in <c>cachedb</c> (formats §10.2). Commands are gathered and written in transactions, so that several processes may
/// share one cache: SQLite's own lock serialises them, and a shared lock on <c>lock_cachedb</c> tells who is alive. A process that starts alone where
/// another was killed compares database and files and makes them agree. An object that would pass the limit first has others evicted, down to half of it.
/// </summary>
internal sealed class LruQuota : IQuota
{
    private const int BatchSize = 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BatchAge = TimeSpan.FromSeconds(5);

    // New objects are noted soon, so that a list asked for through another mount of the same cache has them.
    private static readonly TimeSpan InsertAge = TimeSpan.FromMilliseconds(25);

    // While objects come in quickly, a transaction for every few of them would cost more than to fetch them.
    private static readonly TimeSpan BurstInsertAge = TimeSpan.FromMilliseconds(100);

    private readonly Lock _queueGate = new();
    private readonly Lock _databaseGate = new();
    private readonly CacheDirectory _cache;
    private readonly string _file;
    private readonly ClientServices _services;
    private readonly FileStream _alive;
    private QuotaDatabase _database;
    private readonly ITimer _timer;
    private readonly Dictionary<ContentHash, int> _pins = [];
    private readonly HashSet<ContentHash> _notedPins = [];
    private List<Command> _queue = [];
    private readonly HashSet<ContentHash> _touched = [];
    private bool _hasInserts;
    private long _lastApplied;
    private long _queuedBytes;
    private long _gauge;
    private long _limit;
    private bool _broken;
    private bool _disposed;

    private LruQuota(CacheDirectory cache, string file, long limit, ClientServices services, FileStream alive, QuotaDatabase database)
    {
        _cache = cache;
        _file = file;
        _services = services;
        _alive = alive;
        _database = database;
        _limit = limit;
        _gauge = database.Gauge ?? database.SumSizes();
        _timer = services.Time.CreateTimer(static quota => ((LruQuota)quota!).Flush(), this, BatchAge, BatchAge);
    }

    private enum Verb
    {
        Touch,
        Insert,
        Pin,
        Unpin,
        Remove,
    }

    /// <inheritdoc/>
    public QuotaStatus Status
    {
        get
        {
            lock (_databaseGate)
            {
                Apply();
                Volatile.Write(ref _gauge, Guarded(() => _database.Gauge, null) ?? _gauge);
                return new QuotaStatus(_limit, _gauge, Guarded(() => _database.PinnedBytes, 0L));
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
            return Guarded(() => _database.CleanupsSince(_services.Time.GetUtcNow() - period), 0L);
    }

    /// <inheritdoc/>
    public void Touch(ContentHash hash) => Enqueue(new Command(Verb.Touch, hash, 0, "", ObjectLabel.Regular));

    /// <inheritdoc/>
    public bool TryInsert(ContentHash hash, long size, string description, ObjectLabel label)
    {
        if (size > Volatile.Read(ref _limit) / 2)
            return false;
        Enqueue(new Command(Verb.Insert, hash, size, description, label));
        return true;
    }

    /// <inheritdoc/>
    public void Pin(ContentHash hash)
    {
        lock (_queueGate)
        {
            var count = _pins.GetValueOrDefault(hash) + 1;
            _pins[hash] = count;
            if (count > 1)
                return;
        }

        Enqueue(new Command(Verb.Pin, hash, 0, "", ObjectLabel.Regular));
    }

    /// <inheritdoc/>
    public void Unpin(ContentHash hash)
    {
        lock (_queueGate)
        {
            var count = _pins.GetValueOrDefault(hash) - 1;
            if (count > 0)
            {
                _pins[hash] = count;
                return;
            }

            _pins.Remove(hash);
        }

        Enqueue(new Command(Verb.Unpin, hash, 0, "", ObjectLabel.Regular));
    }

    /// <inheritdoc/>
    public void Remove(ContentHash hash)
    {
        _cache.Delete(hash);
        Enqueue(new Command(Verb.Remove, hash, 0, "", ObjectLabel.Regular));
    }

    /// <inheritdoc/>
    public bool Cleanup(long leaveBytes)
    {
        lock (_databaseGate)
        {
            Apply();
            Guarded(() => _database.Transact(() => Evict(_database.Gauge ?? _database.SumSizes(), leaveBytes)));
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
            return Guarded(() => _database.List(which), []);
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
            Guarded(() => _database.Transact(() =>
            {
                foreach (var hash in _notedPins)
                    _database.ChangePins(hash, -1);
                _database.Clients = Math.Max(0, (_database.Clients ?? 1) - 1);
            }));
            _disposed = true;
            _timer.Dispose();
            _database.Dispose();
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

    private void Enqueue(Command command)
    {
        bool isFull;
        var isFirstInsert = false;
        lock (_queueGate)
        {
            // What many processes open within seconds is noted once.
            if (command.Verb == Verb.Touch && !_touched.Add(command.Hash))
                return;
            if (command.Verb == Verb.Insert && !_hasInserts)
                _hasInserts = isFirstInsert = true;
            _queue.Add(command);
            _queuedBytes += command.Size;
            isFull = _queue.Count >= BatchSize || (command.Size > 0 && Volatile.Read(ref _gauge) + _queuedBytes > Volatile.Read(ref _limit));
        }

        if (isFull)
            Flush();
        else if (isFirstInsert)
            _timer.Change(_services.Time.GetElapsedTime(Volatile.Read(ref _lastApplied)) < BurstInsertAge ? BurstInsertAge : InsertAge, BatchAge);
    }

    private void Apply()
    {
        List<Command> batch;
        lock (_queueGate)
        {
            batch = _queue;
            _queue = [];
            _touched.Clear();
            _hasInserts = false;
            _queuedBytes = 0;
        }

        if (batch.Count == 0 && _gauge <= Volatile.Read(ref _limit))
            return;
        Volatile.Write(ref _lastApplied, _services.Time.GetTimestamp());
        Guarded(() => _database.Transact(() => Apply(batch)));
    }

    private void Apply(List<Command> batch)
    {
        var gauge = _database.Gauge ?? _database.SumSizes();
        var sequence = _database.NextSequence;
        foreach (var command in batch)
        {
            switch (command.Verb)
            {
                case Verb.Touch:
                    _database.Touch(command.Hash, sequence++);
                    break;
                case Verb.Insert:
                    // Far below the limit the old size of a renewed object does not matter, so it is not asked for.
                    var limit = Volatile.Read(ref _limit);
                    if (gauge + command.Size > limit && gauge + command.Size - _database.SizeOf(command.Hash) > limit)
                        gauge = Evict(gauge, limit / 2, command.Hash);
                    gauge += _database.Insert(command.Hash, command.Size, sequence++, command.Description, command.Label);
                    NotePin(command.Hash);
                    break;
                case Verb.Remove:
                    gauge -= _database.Delete(command.Hash);
                    _notedPins.Remove(command.Hash);
                    break;
                default:
                    NotePin(command.Hash);
                    break;
            }
        }

        Volatile.Write(ref _gauge, gauge);
        _database.Gauge = gauge;
        if (gauge > Volatile.Read(ref _limit))
            Evict(gauge, Volatile.Read(ref _limit) / 2);
    }

    // Files go before their rows: whoever is killed in between leaves rows without files, which cost nothing.
    private long Evict(long gauge, long leaveBytes, ContentHash? except = null)
    {
        var before = gauge;
        var victims = _database.Oldest(gauge - leaveBytes, hash => hash == except || IsPinned(hash));
        foreach (var hash in victims)
        {
            if (_cache.Delete(hash))
                gauge -= _database.Delete(hash);
        }

        _database.Gauge = gauge;
        Volatile.Write(ref _gauge, gauge);
        if (victims.Count > 0)
        {
            _database.NoteCleanup(_services.Time.GetUtcNow());
            _services.CacheCleaned(victims.Count, before - gauge);
        }

        return gauge;
    }

    // The column counts processes: each adds itself once, as soon as there is a row.
    private void NotePin(ContentHash hash)
    {
        if (IsPinned(hash))
        {
            if (!_notedPins.Contains(hash) && _database.ChangePins(hash, 1))
                _notedPins.Add(hash);
        }
        else if (_notedPins.Remove(hash))
        {
            _database.ChangePins(hash, -1);
        }
    }

    private bool IsPinned(ContentHash hash)
    {
        lock (_queueGate)
            return _pins.ContainsKey(hash);
    }

    private void Guarded(Action work) => Guarded(
        () =>
        {
            work();
            return true;
        },
        false);

    // A cache without bookkeeping still serves; users must not get errors because of it.
    private T Guarded<T>(Func<T> work, T otherwise)
    {
        if (_broken || _disposed)
            return otherwise;
        try
        {
            return work();
        }
        catch (SqliteException failure) when (!File.Exists(_file))
        {
            return Reopen(failure) ? Guarded(work, otherwise) : otherwise;
        }
        catch (SqliteException failure)
        {
            _broken = failure.IsDamage;
            _services.QuotaFailed(failure.Message);
            return otherwise;
        }
    }

    // Somebody removed the cache under the running client: what is written from now on is noted in a new database.
    private bool Reopen(SqliteException cause)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            var fresh = QuotaDatabase.Open(_file);
            fresh.Clients = 1;
            _database.Dispose();
            _database = fresh;
            _notedPins.Clear();
            _services.QuotaRebuilt(_file, "somebody removed it");
            return true;
        }
        catch (IOException)
        {
            _services.QuotaFailed(cause.Message);
            return false;
        }
    }

    private readonly record struct Command(Verb Verb, ContentHash Hash, long Size, string Description, ObjectLabel Label);
}
