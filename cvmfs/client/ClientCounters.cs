using CernVM.Cvmfs.Client.Prefetching;

namespace CernVM.Cvmfs.Client;

/// <summary>What the client did since it was opened. Every member only grows, except where it says otherwise.</summary>
public sealed class ClientCounters
{
    private long _downloads;
    private long _downloadErrors;
    private long _bytesReceived;
    private long _transferTicks;
    private long _cacheHits;
    private long _cacheMisses;
    private long _catalogsLoaded;
    private long _openCatalogs;
    private long _opens;
    private long _ioErrors;
    private long _lastIoError;
    private long _corruptObjects;
    private long _proxySwitches;
    private long _hostSwitches;

    /// <summary>Objects that came over the network and were verified.</summary>
    public long Downloads => Volatile.Read(ref _downloads);

    /// <summary>Attempts that failed, retried ones included.</summary>
    public long DownloadErrors => Volatile.Read(ref _downloadErrors);

    /// <summary>Bytes of response bodies, as transferred.</summary>
    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    /// <summary>Sum of the times that transfers took; parallel ones count each.</summary>
    public TimeSpan TransferTime => TimeSpan.FromTicks(Volatile.Read(ref _transferTicks));

    /// <summary>Objects found in the cache.</summary>
    public long CacheHits => Volatile.Read(ref _cacheHits);

    /// <summary>Objects that were not in the cache.</summary>
    public long CacheMisses => Volatile.Read(ref _cacheMisses);

    /// <summary>Catalogs opened, reopened ones included.</summary>
    public long CatalogsLoaded => Volatile.Read(ref _catalogsLoaded);

    /// <summary>Catalogs open at present; goes down, too.</summary>
    public long OpenCatalogs => Volatile.Read(ref _openCatalogs);

    /// <summary>Files opened.</summary>
    public long Opens => Volatile.Read(ref _opens);

    /// <summary>Requests answered with an I/O error; <see cref="ResetErrors"/> sets it back.</summary>
    public long IoErrors => Volatile.Read(ref _ioErrors);

    /// <summary>When the last I/O error happened, or null.</summary>
    public DateTimeOffset? LastIoError => Volatile.Read(ref _lastIoError) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Objects that arrived or lay in the cache with wrong content.</summary>
    public long CorruptObjects => Volatile.Read(ref _corruptObjects);

    /// <summary>Changes from one proxy to another because of errors.</summary>
    public long ProxySwitches => Volatile.Read(ref _proxySwitches);

    /// <summary>Changes from one server to another because of errors.</summary>
    public long HostSwitches => Volatile.Read(ref _hostSwitches);

    /// <summary>What was fetched ahead of need.</summary>
    public PrefetchCounters Prefetch { get; } = new();

    /// <summary>Sets the I/O error counter back (<c>reset error counters</c>).</summary>
    public void ResetErrors()
    {
        Volatile.Write(ref _ioErrors, 0);
        Volatile.Write(ref _lastIoError, 0);
    }

    /// <summary>Counts an I/O error that a user saw.</summary>
    public void CountIoError(DateTimeOffset when)
    {
        Interlocked.Increment(ref _ioErrors);
        Volatile.Write(ref _lastIoError, when.UtcTicks);
    }

    internal void CountDownload(TimeSpan took)
    {
        Interlocked.Increment(ref _downloads);
        Interlocked.Add(ref _transferTicks, took.Ticks);
    }

    internal void CountReceived(long bytes) => Interlocked.Add(ref _bytesReceived, bytes);

    internal void CountDownloadError() => Interlocked.Increment(ref _downloadErrors);

    internal void CountHit() => Interlocked.Increment(ref _cacheHits);

    internal void CountMiss() => Interlocked.Increment(ref _cacheMisses);

    internal void CountOpen() => Interlocked.Increment(ref _opens);

    internal void CountCorrupt() => Interlocked.Increment(ref _corruptObjects);

    internal void CountProxySwitch() => Interlocked.Increment(ref _proxySwitches);

    internal void CountHostSwitch() => Interlocked.Increment(ref _hostSwitches);

    internal void CatalogOpened()
    {
        Interlocked.Increment(ref _catalogsLoaded);
        Interlocked.Increment(ref _openCatalogs);
    }

    internal void CatalogClosed() => Interlocked.Decrement(ref _openCatalogs);
}
