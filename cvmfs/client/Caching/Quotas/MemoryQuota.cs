using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>
/// Least-recently-used bookkeeping in memory, for directories that belong to one process alone and end with it. Volatile objects leave first.
/// </summary>
/// <param name="cache">The files.</param>
/// <param name="limit">Bytes above which objects leave, down to half.</param>
/// <param name="takesOversized">Whether one object larger than the limit may stay until the next one comes, instead of being refused.</param>
/// <param name="services">Clock and log.</param>
internal sealed class MemoryQuota(CacheDirectory cache, long limit, bool takesOversized, ClientServices services) : IQuota
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ContentHash, LinkedListNode<Item>> _items = [];
    private readonly LinkedList<Item> _regular = new();
    private readonly LinkedList<Item> _volatile = new();
    private readonly PinCounts _pins = new();
    private readonly Queue<long> _cleanups = new();
    private long _limit = limit;
    private long _used;

    /// <inheritdoc/>
    public QuotaAbilities Abilities => QuotaAbilities.All;

    /// <inheritdoc/>
    public QuotaStatus Status
    {
        get
        {
            lock (_gate)
                return new QuotaStatus(_limit, _used, _items.Values.Sum(node => _pins.Contains(node.Value.Hash) ? node.Value.Size : 0));
        }
    }

    /// <inheritdoc/>
    public long CleanupsWithin(TimeSpan period)
    {
        lock (_gate)
            return _cleanups.Count(when => services.Time.GetElapsedTime(when) <= period);
    }

    /// <inheritdoc/>
    public void Touch(ContentHash hash)
    {
        lock (_gate)
        {
            if (!_items.TryGetValue(hash, out var node))
                return;
            var order = node.List!;
            order.Remove(node);
            order.AddLast(node);
        }
    }

    /// <inheritdoc/>
    public bool TryInsert(ContentHash hash, long size, string description, ObjectLabel label)
    {
        lock (_gate)
        {
            if (size > _limit / 2 && !takesOversized)
                return false;
            Forget(hash);
            if (_used + size > _limit)
                Evict(Math.Max(0, (_limit / 2) - size));
            var order = label == ObjectLabel.Volatile ? _volatile : _regular;
            _items[hash] = order.AddLast(new Item(hash, size, description, label));
            _used += size;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Pin(ContentHash hash) => _pins.Add(hash);

    /// <inheritdoc/>
    public void Unpin(ContentHash hash) => _pins.Remove(hash);

    /// <inheritdoc/>
    public void Remove(ContentHash hash)
    {
        lock (_gate)
        {
            Forget(hash);
            cache.Delete(hash);
        }
    }

    /// <inheritdoc/>
    public bool Cleanup(long leaveBytes)
    {
        lock (_gate)
        {
            Evict(leaveBytes);
            return _used <= leaveBytes;
        }
    }

    /// <inheritdoc/>
    public bool SetLimit(long bytes)
    {
        lock (_gate)
        {
            _limit = bytes;
            if (_used > bytes)
                Evict(bytes / 2);
            return true;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(CacheListing which)
    {
        lock (_gate)
        {
            return [.. _volatile.Concat(_regular).Where(item => which switch
            {
                CacheListing.Pinned => _pins.Contains(item.Hash),
                CacheListing.Catalogs => item.Label == ObjectLabel.Catalog,
                _ => true,
            }).Select(item => item.Description)];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Evict(long leaveBytes)
    {
        var (files, before) = (0, _used);
        foreach (var order in (LinkedList<Item>[])[_volatile, _regular])
        {
            for (var node = order.First; node is not null && _used > leaveBytes;)
            {
                var next = node.Next;
                if (!_pins.Contains(node.Value.Hash) && cache.Delete(node.Value.Hash))
                {
                    Forget(node.Value.Hash);
                    files++;
                }

                node = next;
            }
        }

        if (files == 0)
            return;
        _cleanups.Enqueue(services.Time.GetTimestamp());
        while (services.Time.GetElapsedTime(_cleanups.Peek()) > QuotaDatabase.CleanupMemory)
            _cleanups.Dequeue();
        services.CacheCleaned(files, before - _used);
    }

    private void Forget(ContentHash hash)
    {
        if (!_items.Remove(hash, out var node))
            return;
        node.List!.Remove(node);
        _used -= node.Value.Size;
    }

    private readonly record struct Item(ContentHash Hash, long Size, string Description, ObjectLabel Label);
}
