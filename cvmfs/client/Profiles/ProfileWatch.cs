using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Waits for the signs of start-ups. Decides only; fetches nothing.</summary>
internal sealed class ProfileWatch
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RepositoryPath, List<Pending>> _triggers = [];
    private int _watched;

    /// <summary>Whether there is anything to wait for.</summary>
    public bool IsWatching => Volatile.Read(ref _watched) > 0;

    /// <summary>Adds a profile.</summary>
    /// <param name="anchor">The directory that it speaks of.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="opened">Files that were opened shortly before.</param>
    /// <returns>Start-ups whose signs have been seen already.</returns>
    public IReadOnlyList<RecognisedStart> Add(RepositoryPath anchor, AccessProfile profile, IReadOnlySet<RepositoryPath> opened)
    {
        var begun = new List<RecognisedStart>();
        lock (_gate)
        {
            foreach (var start in profile.Starts)
            {
                var triggers = start.Files.Where(file => file.IsTrigger).Select(file => Join(anchor, file.Path)).ToHashSet();
                var needed = Math.Min(start.Threshold, triggers.Count);
                var seen = triggers.RemoveWhere(opened.Contains);
                if (seen >= needed)
                    begun.Add(new RecognisedStart(anchor, start));
                else if (_watched < ProfileLimits.MaxWatched)
                    Watch(new Pending(new RecognisedStart(anchor, start), needed - seen), triggers);
            }
        }

        return begun;
    }

    /// <summary>Notes an opened file.</summary>
    /// <returns>Start-ups that it completes the signs of.</returns>
    public IReadOnlyList<RecognisedStart> Opened(RepositoryPath file)
    {
        lock (_gate)
        {
            if (!_triggers.Remove(file, out var waiting))
                return [];
            var begun = new List<RecognisedStart>();
            foreach (var pending in waiting)
            {
                if (--pending.Missing == 0)
                    begun.Add(pending.Start);
            }

            _watched -= begun.Count;
            return begun;
        }
    }

    /// <summary>Forgets all profiles.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _triggers.Clear();
            _watched = 0;
        }
    }

    /// <summary>A path below a profile's directory, seen from the root.</summary>
    public static RepositoryPath Join(RepositoryPath anchor, RepositoryPath below) => RepositoryPath.FromUtf8([.. anchor.Utf8, .. below.Utf8]);

    private void Watch(Pending pending, HashSet<RepositoryPath> triggers)
    {
        _watched++;
        foreach (var trigger in triggers)
        {
            if (!_triggers.TryGetValue(trigger, out var waiting))
                _triggers.Add(trigger, waiting = []);
            waiting.Add(pending);
        }
    }

    private sealed class Pending(RecognisedStart start, int missing)
    {
        public RecognisedStart Start => start;

        public int Missing { get; set; } = missing;
    }
}
