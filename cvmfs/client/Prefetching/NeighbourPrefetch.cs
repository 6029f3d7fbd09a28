using CernVM.Cvmfs.Client.Catalogs;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Fetches the files around those that were waited for, as long as the server is far away. Regions are searched no further than the ledger allows: each use
/// of a guessed file lets the search go on, wrong guesses stop it.
/// </summary>
internal sealed class NeighbourPrefetch
{
    private const int MostSearches = 64;

    private readonly Lock _gate = new();
    private readonly LinkedList<NeighbourSearch> _searches = new();
    private readonly NeighbourHistory _history;
    private readonly Prefetcher _prefetcher;
    private readonly RepositoryTree _tree;
    private readonly FileObjects _objects;
    private readonly BackgroundWork _background;
    private bool _isPumping;
    private bool _isAsked;

    public NeighbourPrefetch(Prefetcher prefetcher, RepositoryTree tree, BackgroundWork background, TimeProvider time)
    {
        _prefetcher = prefetcher;
        _tree = tree;
        _objects = new FileObjects(tree);
        _background = background;
        _history = new NeighbourHistory(time);
        prefetcher.Ledger.RoomMade += Wake;
    }

    /// <summary>Notes that somebody waits for a file.</summary>
    public void Missed(RepositoryNode file)
    {
        if (!_prefetcher.IsFarAway || _prefetcher.Ledger.Contains(file.Entry.Hash))
            return;
        var regions = _history.Missed(file.Parent, file.Entry.Name.Span);
        if (regions.Count == 0)
            return;
        var searches = regions.Select(region => new NeighbourSearch(region, _tree)).ToList();
        lock (_gate)
        {
            // The newest and narrowest region comes first.
            foreach (var search in searches)
                _searches.AddFirst(search);
            while (_searches.Count > MostSearches)
                _searches.RemoveLast();
        }

        Wake();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_searches.Count == 0)
                return;
            _isAsked = true;
            if (_isPumping)
                return;
            _isPumping = true;
        }

        _background.Run("neighbours of opened files", Pump);
    }

    private ValueTask Pump(CancellationToken cancel)
    {
        while (Next() is { } search)
        {
            cancel.ThrowIfCancellationRequested();
            if (search.TryNext(_tree, out var file))
            {
                _prefetcher.TrySubmit(new PrefetchItem(_objects.Of(file!), PrefetchKind.Neighbour, search.Source));
            }
            else
            {
                lock (_gate)
                    _searches.Remove(search);
            }
        }

        return ValueTask.CompletedTask;
    }

    // The newest search that may guess on; null when none may, and then the next use of a guess wakes the pump.
    private NeighbourSearch? Next()
    {
        while (true)
        {
            lock (_gate)
                _isAsked = false;
            var hasRoom = _prefetcher.Ledger.HasRoom(PrefetchLimits.LargestNeighbour, PrefetchKind.Neighbour);
            lock (_gate)
            {
                if (hasRoom && _searches.FirstOrDefault(search => search.Source.HasRoom) is { } search)
                    return search;

                // Somebody may have asked between the look at the ledger and here.
                if (_isAsked)
                    continue;
                _isPumping = false;
                return null;
            }
        }
    }
}
