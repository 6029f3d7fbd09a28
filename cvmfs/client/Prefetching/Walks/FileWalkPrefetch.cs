using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Client.Prefetching.Walks;

/// <summary>
/// Fetches the next files for processes that read a tree in order, while the server is near: the wait for the server and the work on one file then happen
/// while the process is busy with another. Far from the server <see cref="NeighbourPrefetch"/> does more.
/// </summary>
internal sealed class FileWalkPrefetch : IAsyncDisposable
{
    private readonly FileWalks _walks;
    private readonly Prefetcher _prefetcher;
    private readonly FileObjects _objects;
    private readonly BackgroundWork _background;
    private readonly WalkThreads _threads;
    private int _turn;

    public FileWalkPrefetch(Prefetcher prefetcher, RepositoryTree tree, BackgroundWork background, TimeProvider time)
    {
        _walks = new FileWalks(tree, time);
        _prefetcher = prefetcher;
        _objects = new FileObjects(tree);
        _background = background;
        _threads = new WalkThreads(() => background.Try("files of a reader in order", TryStep));
    }

    /// <summary>Notes that somebody waits for a file.</summary>
    public void Missed(RepositoryNode file)
    {
        if (_prefetcher.IsFarAway)
            return;
        if (_prefetcher.Ledger.Contains(file.Entry.Hash))
        {
            // On its way already: the reader is faster than the threads at work.
            Opened(file);
            _threads.Wake(more: true);
        }
        else if (_walks.Of(RequestOrigin.Current) is not { } walk)
        {
            return;
        }
        else if (walk.Missed(file))
        {
            _background.Run($"files after {file.Path}", _ => Look(walk));
        }
        else if (walk.IsProved)
        {
            _threads.Wake(more: false);
        }
    }

    /// <summary>Notes that somebody opens a file that was in the cache.</summary>
    public void Opened(RepositoryNode file)
    {
        foreach (var walk in _walks.Proved)
        {
            if (walk.Reached(file.Entry.Hash))
                _threads.Wake(more: false);
        }
    }

    /// <summary>Forgets all walks, because their listings are of another revision.</summary>
    public void Reset() => _walks.Clear();

    /// <summary>Begins to end.</summary>
    public void Stop() => _threads.Stop();

    /// <summary>Waits for the last transfers, after the fetcher was closed.</summary>
    public ValueTask DisposeAsync() => _threads.DisposeAsync();

    private ValueTask Look(FileWalk walk)
    {
        if (walk.Look())
        {
            _walks.NoteProved(walk);
            _threads.Wake(more: false);
        }

        return ValueTask.CompletedTask;
    }

    // Walks take turns. False when none has anything to fetch.
    private bool TryStep()
    {
        var walks = _walks.Proved;
        for (var i = 0; i < walks.Length; i++)
        {
            var walk = walks[(uint)Interlocked.Increment(ref _turn) % walks.Length];
            if (!walk.TryNext(out var file))
                continue;
            RequestOrigin.Current = walk.Origin;
            _prefetcher.Carry(new PrefetchItem(_objects.Of(file!), PrefetchKind.Walk, walk.Source));
            return true;
        }

        return false;
    }
}
