using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Client.Prefetching.Walks;

/// <summary>The processes that had to wait for files lately. May be used from any thread.</summary>
internal sealed class FileWalks(RepositoryTree tree, TimeProvider time)
{
    /// <summary>Processes that are followed at once (ours).</summary>
    public const int Most = 32;

    // Processes end, and nobody tells when.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (FileWalk Walk, long Last)> _walks = [];
    private FileWalk[] _proved = [];

    /// <summary>Those that have proved to walk.</summary>
    public FileWalk[] Proved => Volatile.Read(ref _proved);

    /// <summary>The walk of a process; null when there are too many already.</summary>
    public FileWalk? Of(RequestOrigin? origin)
    {
        var process = origin?.ProcessId ?? 0;
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (!_walks.TryGetValue(process, out var found))
            {
                if (_walks.Count >= Most)
                    Forget(now);
                if (_walks.Count >= Most)
                    return null;
                found.Walk = new FileWalk(tree, origin);
            }

            _walks[process] = found with { Last = now };
            return found.Walk;
        }
    }

    /// <summary>Adds a walk to <see cref="Proved"/>.</summary>
    public void NoteProved(FileWalk walk)
    {
        lock (_gate)
        {
            Forget(time.GetTimestamp());
            if (_walks.Values.Any(known => ReferenceEquals(known.Walk, walk)) && !_proved.Contains(walk))
                Volatile.Write(ref _proved, [.. _proved, walk]);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _walks.Clear();
            Volatile.Write(ref _proved, []);
        }
    }

    // A walk that goes well seldom waits, but its process is known by what it opens.
    private void Forget(long now)
    {
        foreach (var (process, (walk, last)) in _walks)
        {
            if (time.GetElapsedTime(last, now) > Memory && !walk.TakeActivity())
                _walks.Remove(process);
        }

        if (_proved.Length > 0)
        {
            var left = _walks.Values.Select(known => known.Walk).ToHashSet();
            Volatile.Write(ref _proved, [.. _proved.Where(left.Contains)]);
        }
    }
}
