using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Prefetching.Walks;
using CernVM.Cvmfs.Client.Profiles;
using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Hears what users open and wait for, and lets each way of foresight draw its conclusions (docs/decisions/0021-distance.md).</summary>
internal sealed class PrefetchPlanner : IAsyncDisposable
{
    private readonly long _mostAhead;
    private readonly Prefetcher _prefetcher;
    private readonly BackgroundWork _background;
    private readonly CatalogPrefetch? _catalogs;
    private readonly NeighbourPrefetch? _neighbours;
    private readonly FileWalkPrefetch? _walks;
    private readonly ProfilePrefetch? _profiles;

    public PrefetchPlanner(
        PrefetchSettings settings, ObjectFetcher fetcher, LatencyMeter latency, RepositoryTree tree, CatalogManager catalogs, ClientServices services, ClientCounters counters)
    {
        // A spool holds few files, and what nobody reads would push out what somebody does.
        var keepsData = fetcher.Cache is not SpoolingCache;
        _mostAhead = settings.IsEnabled && keepsData ? settings.ReadAhead : 0;
        _prefetcher = new Prefetcher(fetcher, settings, latency, services, counters.Prefetch);
        _background = new BackgroundWork(services, counters.Prefetch);
        if (settings.Record is { } name)
            Recorder.Start(name);
        if (!settings.IsEnabled)
            return;
        _catalogs = new CatalogPrefetch(_prefetcher, fetcher, tree, _background, services.Time);
        if (settings.Neighbours && keepsData)
        {
            _neighbours = new NeighbourPrefetch(_prefetcher, tree, _background, services.Time);
            _walks = new FileWalkPrefetch(_prefetcher, tree, _background, services.Time);
        }

        if (settings.ProfileBudget > 0 && keepsData)
            _profiles = new ProfilePrefetch(_prefetcher, fetcher, tree, catalogs, _background, settings.Bundles, services, counters);
    }

    /// <summary>Writes access profiles.</summary>
    public AccessRecorder Recorder { get; } = new();

    /// <summary>Notes that somebody waits for a catalog.</summary>
    public void CatalogMissed(CatalogSlot slot) => _catalogs?.Wanted(slot);

    /// <summary>Notes that somebody opens a file whose first bytes need no fetching.</summary>
    public void FileOpened(RepositoryNode file)
    {
        Recorder.Opened(file);
        _profiles?.Opened(file);
        _walks?.Opened(file);
    }

    /// <summary>Notes that somebody opens a chunked file, for which opening needs no data yet.</summary>
    public void ChunkedOpened(RepositoryNode file)
    {
        Recorder.Opened(file);
        _profiles?.Missed(file);
    }

    /// <summary>Notes that somebody opens a file and waits for it, before it is fetched.</summary>
    public void FileMissed(RepositoryNode file)
    {
        Recorder.Opened(file);
        _profiles?.Missed(file);
        _neighbours?.Missed(file);
        _walks?.Missed(file);
    }

    /// <summary>Follows the reads of an open chunked file; null when nobody wants to know.</summary>
    public ChunkReadAhead? Follow(RepositoryNode file, IReadOnlyList<FileChunk> chunks, Func<FileChunk, CachedObject> describe)
    {
        if (_mostAhead == 0 && !Recorder.IsOn)
            return null;
        return new ChunkReadAhead(_prefetcher, _mostAhead, chunks, describe, Recorder.IsOn ? (offset, length) => Recorder.Read(file.Path, offset, length) : null);
    }

    /// <summary>Forgets what belongs to the former revision.</summary>
    public void RevisionShown()
    {
        _profiles?.Reset();
        _walks?.Reset();
    }

    /// <summary>Stops planning and drops what waits, before the fetcher is closed.</summary>
    public ValueTask StopAsync()
    {
        _prefetcher.Stop();
        _walks?.Stop();
        return _background.DisposeAsync();
    }

    /// <summary>Waits for the last transfers, after the fetcher was closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_walks is not null)
            await _walks.DisposeAsync();
        await _prefetcher.DisposeAsync();
    }
}
