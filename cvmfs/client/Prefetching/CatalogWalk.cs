using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Decides which catalogs a walk through the tree will need next. A walk is recognised by several catalogs of one parent that are opened one after another.
/// From then on the catalogs that follow are wanted, depth first, in a window that doubles with every right guess. Decides only; fetches nothing.
/// </summary>
internal sealed class CatalogWalk(TimeProvider time)
{
    /// <summary>Catalogs of one parent after which it is a walk (ours; two are what a job with two releases opens).</summary>
    public const int Proof = 3;

    /// <summary>Catalogs ahead at first, and at most (ours).</summary>
    public const int FirstWindow = 4;

    /// <summary>Most catalogs ahead (ours).</summary>
    public const int LargestWindow = 32;

    private const int MostCandidates = 4096;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<ContentHash, int> _openedBelow = [];
    private readonly HashSet<ContentHash> _entered = [];
    private readonly HashSet<ContentHash> _known = [];
    private readonly HashSet<ContentHash> _ahead = [];
    private readonly LinkedList<CatalogCandidate> _candidates = new();
    private long _last;
    private int _window;

    /// <summary>Whether a walk is under way.</summary>
    public bool IsWalk
    {
        get
        {
            lock (_gate)
                return _window > 0;
        }
    }

    /// <summary>Notes that somebody opens a catalog.</summary>
    /// <param name="opened">The catalog.</param>
    /// <param name="parent">The one it hangs in.</param>
    /// <param name="following">Its siblings in the order in which a walk reaches them, the next one first.</param>
    public void Opened(ContentHash opened, ContentHash parent, Func<IEnumerable<CatalogCandidate>> following)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_last) > Memory || _known.Count > MostCandidates)
                Reset();
            _last = time.GetTimestamp();
            _known.Add(opened);
            if (_ahead.Remove(opened))
                _window = Math.Min(LargestWindow, _window * 2);
            var count = _openedBelow[parent] = _openedBelow.GetValueOrDefault(parent) + 1;
            if (_window == 0 && count >= Proof)
                _window = FirstWindow;
            if (_window > 0 && _entered.Add(parent))
                Push(following());
        }
    }

    /// <summary>Adds the children of a catalog that has arrived ahead of the walk: it will reach them before the catalog's siblings.</summary>
    public void Found(ContentHash parent, IEnumerable<CatalogCandidate> children)
    {
        lock (_gate)
        {
            if (_window > 0 && _entered.Add(parent))
                Push(children);
        }
    }

    /// <summary>Takes the next catalog to fetch; false when enough of them are ahead, or none is known.</summary>
    public bool TryNext(out CatalogCandidate next)
    {
        lock (_gate)
        {
            next = default;
            while (_ahead.Count < _window && _candidates.First is { } first)
            {
                _candidates.RemoveFirst();
                if (_known.Contains(first.Value.Hash))
                    continue;
                next = first.Value;
                _known.Add(next.Hash);
                _ahead.Add(next.Hash);
                return true;
            }

            return false;
        }
    }

    /// <summary>Takes a catalog back that could not be fetched.</summary>
    public void Failed(ContentHash hash)
    {
        lock (_gate)
            _ahead.Remove(hash);
    }

    private void Push(IEnumerable<CatalogCandidate> found)
    {
        LinkedListNode<CatalogCandidate>? after = null;
        foreach (var candidate in found)
        {
            if (_candidates.Count >= MostCandidates)
                return;
            if (!_known.Contains(candidate.Hash))
                after = after is null ? _candidates.AddFirst(candidate) : _candidates.AddAfter(after, candidate);
        }
    }

    private void Reset()
    {
        _openedBelow.Clear();
        _entered.Clear();
        _known.Clear();
        _ahead.Clear();
        _candidates.Clear();
        _window = 0;
    }
}
