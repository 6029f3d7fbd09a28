using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Learns from files that had to be waited for where the next ones will be: two files of a directory stand for the other files of their kind there, three
/// directories below a common one stand for the rest of that tree, to the depth at which they lie. Decides only; fetches nothing.
/// </summary>
internal sealed class NeighbourHistory(TimeProvider time)
{
    /// <summary>Files of one directory after which its other files are expected (ours).</summary>
    public const int ProofInDirectory = 2;

    /// <summary>Directories below a common one after which the tree is expected (ours).</summary>
    public const int ProofBelow = 3;

    /// <summary>How far up the common directory is looked for (ours).</summary>
    public const int Levels = 3;

    /// <summary>Kinds of files in one place after which all kinds are expected (ours).</summary>
    public const int MostClasses = 4;

    private const int MostPlaces = 2048;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(120);

    private readonly Lock _gate = new();
    private readonly Dictionary<RepositoryPath, Place> _places = [];

    /// <summary>Notes that somebody waits for a file; the regions that it points to, the narrowest last.</summary>
    public IReadOnlyList<NeighbourRegion> Missed(RepositoryPath directory, ReadOnlySpan<byte> name)
    {
        var kind = NameClass.Of(name);
        var found = new List<NeighbourRegion>();
        lock (_gate)
        {
            var place = At(directory);
            var isFirst = ++place.Files == 1;
            var isNewKind = place.Add(kind);
            var above = directory;
            for (var level = 1; level <= Levels && !above.IsRoot; level++)
            {
                above = above.Parent;
                if (above.IsRoot)
                    break;
                if (Below(above, kind, isFirst, level))
                    found.Insert(0, new NeighbourRegion(above, level, default, At(above).Expected));
            }

            if (place.Files >= ProofInDirectory && (isNewKind || place.Depth < 0))
            {
                place.Depth = Math.Max(0, place.Depth);
                found.Add(new NeighbourRegion(directory, 0, name.ToArray(), place.Expected));
            }
        }

        return found;
    }

    private bool Below(RepositoryPath directory, string kind, bool isFirst, int level)
    {
        var place = At(directory);
        if (isFirst)
            place.DirectoriesBelow++;
        var isNewKind = place.Add(kind);
        if (place.DirectoriesBelow < ProofBelow || (place.Depth >= level && !isNewKind))
            return false;
        place.Depth = Math.Max(place.Depth, level);
        return true;
    }

    private Place At(RepositoryPath directory)
    {
        if (_places.TryGetValue(directory, out var place) && time.GetElapsedTime(place.Last) < Memory)
        {
            place.Last = time.GetTimestamp();
            return place;
        }

        if (_places.Count >= MostPlaces)
            _places.Clear();
        return _places[directory] = new Place { Last = time.GetTimestamp() };
    }

    private sealed class Place
    {
        private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);

        public long Last { get; set; }

        public int Files { get; set; }

        public int DirectoriesBelow { get; set; }

        // How deep the region reaches that was expected here; -1 for none.
        public int Depth { get; set; } = -1;

        public IReadOnlySet<string>? Expected => _kinds.Count >= MostClasses ? null : new HashSet<string>(_kinds, StringComparer.Ordinal);

        public bool Add(string kind) => _kinds.Count < MostClasses && _kinds.Add(kind);
    }
}
