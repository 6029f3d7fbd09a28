using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Fetches objects into the cache before they are asked for: the surest reasons first, a bounded number at once. It uses fewer connections than there
/// are, so that a request that somebody waits for always finds one, and such a request never stands in this queue: it fetches by itself, or waits for the
/// same transfer when that has begun. Workers exist only while there is something to do.
/// </summary>
internal sealed class Prefetcher : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<PrefetchItem, (PrefetchKind Kind, long Number)> _queue = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ObjectFetcher _fetcher;
    private readonly PrefetchSettings _settings;
    private readonly LatencyMeter _latency;
    private readonly ClientServices _services;
    private readonly PrefetchCounters _counters;
    private long _number;
    private int _workers;
    private bool _isClosed;

    public Prefetcher(ObjectFetcher fetcher, PrefetchSettings settings, LatencyMeter latency, ClientServices services, PrefetchCounters counters)
    {
        _fetcher = fetcher;
        _settings = settings;
        _latency = latency;
        _services = services;
        _counters = counters;
        Ledger = new PrefetchLedger(settings, new CacheRoom(() => fetcher.Quota.Status, services.Time), services.Time, counters);
        fetcher.Ahead = settings.IsEnabled ? Ledger : null;
    }

    /// <summary>What was fetched and not used yet.</summary>
    public PrefetchLedger Ledger { get; }

    /// <summary>Whether the server is so far away that guessing pays.</summary>
    public bool IsFarAway => _settings.IsEnabled && _latency.Median >= _settings.FarAway;

    /// <summary>Queues an object; false when there is no room for it, or it is queued already. An object of the cache counts as queued and done.</summary>
    public bool TrySubmit(PrefetchItem item)
    {
        if (!_settings.IsEnabled)
            return false;
        if (_fetcher.Cache.Contains(item.Object.Name.Hash))
        {
            item.Finished?.Invoke(true);
            return true;
        }

        if (Ledger.Contains(item.Object.Name.Hash))
            return false;
        if (!Ledger.TryReserve(item.Object.Name.Hash, item.Size, item.Kind, item.Source))
        {
            _counters.CountDropped();
            return false;
        }

        lock (_gate)
        {
            if (!_isClosed && _queue.Count < PrefetchLimits.Queue)
            {
                _queue.Enqueue(item, (item.Kind, _number++));
                if (_workers < Parallel)
                {
                    _workers++;
                    _ = Task.Run(WorkAsync);
                }

                return true;
            }
        }

        Ledger.Release(item.Object.Name.Hash);
        _counters.CountDropped();
        return false;
    }

    /// <summary>Queues an object and waits until it is in the cache; false when it does not come.</summary>
    public async ValueTask<bool> FetchAsync(CachedObject wanted, PrefetchKind kind, CancellationToken cancellationToken)
    {
        var finished = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return TrySubmit(new PrefetchItem(wanted, kind, Finished: finished.SetResult)) && await finished.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Fetches an object on the calling thread, which may be blocked; nothing when there is no room for it or it is here or on its way.</summary>
    public void Carry(PrefetchItem item)
    {
        var hash = item.Object.Name.Hash;
        if (_fetcher.Cache.Contains(hash) || Ledger.Contains(hash))
            return;
        if (!Ledger.TryReserve(hash, item.Size, item.Kind, item.Source))
            _counters.CountDropped();
        else if (!RunAsync(item, mayBlock: true).AsTask().GetAwaiter().GetResult())
            Ledger.Release(hash);
    }

    /// <summary>Drops what waits; transfers under way end with the fetcher.</summary>
    public void Stop()
    {
        var dropped = new List<PrefetchItem>();
        lock (_gate)
        {
            _isClosed = true;
            while (_queue.TryDequeue(out var item, out _))
                dropped.Add(item);
            if (_workers == 0)
                _ended.TrySetResult();
        }

        foreach (var item in dropped)
            item.Finished?.Invoke(false);
    }

    /// <summary>Waits for the workers; to be called when the fetcher is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _ended.Task;
    }

    private int Parallel => IsFarAway ? _settings.Parallel : Math.Min(_settings.Parallel, PrefetchLimits.ParallelWhenNear);

    private async Task WorkAsync()
    {
        while (true)
        {
            PrefetchItem? item;
            lock (_gate)
            {
                if (_isClosed || _workers > Parallel || !_queue.TryDequeue(out item, out _))
                {
                    if (--_workers == 0 && _isClosed)
                        _ended.TrySetResult();
                    return;
                }
            }

            var isHere = await RunAsync(item, mayBlock: false);
            if (!isHere)
                Ledger.Release(item.Object.Name.Hash);
            item.Finished?.Invoke(isHere);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A transfer that nobody waits for must not end the process; it is logged and counted.")]
    private async ValueTask<bool> RunAsync(PrefetchItem item, bool mayBlock)
    {
        try
        {
            // Whoever needed it meanwhile has fetched it.
            if (!Ledger.Contains(item.Object.Name.Hash))
                return true;
            RequestOrigin.Current = item.Origin;
            if (await _fetcher.FetchAheadAsync(item.Object, mayBlock) is null)
            {
                _counters.CountFetched(item.Size);
                return true;
            }

            _counters.CountFailed();
        }
        catch (OperationCanceledException)
        {
            // The client is being closed.
        }
        catch (Exception failure)
        {
            _counters.CountFailed();
            _services.PrefetchBroke(item.Object.Description, failure.Message);
        }

        return false;
    }
}
