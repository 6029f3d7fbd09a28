using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Notes which files are opened, in order, and which parts of chunked files are read, for an access profile. Costs nothing while it is off.</summary>
public sealed class AccessRecorder
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RepositoryPath, SortedDictionary<long, long>?> _parts = [];
    private readonly List<RepositoryPath> _order = [];
    private volatile bool _isOn;
    private string _name = "";

    internal AccessRecorder()
    {
    }

    /// <summary>Whether it notes.</summary>
    public bool IsOn => _isOn;

    /// <summary>Begins anew; what was noted is forgotten.</summary>
    /// <param name="name">Name of the start-up, for people.</param>
    public void Start(string name)
    {
        lock (_gate)
        {
            _parts.Clear();
            _order.Clear();
            _name = ProfileWriter.Printable(name);
            _isOn = true;
        }
    }

    /// <summary>Ends and gives the text of a profile for <paramref name="anchor"/>; files elsewhere are left out.</summary>
    /// <param name="anchor">The directory that the profile will lie in.</param>
    /// <param name="onAnyFile">Whether the first file below the directory, whichever it is, shall be the sign of the start-up.</param>
    /// <returns>The text and the number of files; null when nothing was being recorded.</returns>
    public (string Text, int Files)? Stop(RepositoryPath anchor, bool onAnyFile)
    {
        lock (_gate)
        {
            if (!_isOn)
                return null;
            _isOn = false;
            var files = new List<ProfileFile>();
            foreach (var path in _order.Where(path => path.StartsWith(anchor) && path != anchor))
            {
                // A chunked file that was only opened needs no data.
                if (_parts[path] is { Count: 0 })
                    continue;
                var isTrigger = !onAnyFile && files.Count < ProfileLimits.RecordedTriggers;
                files.Add(new ProfileFile(RepositoryPath.FromUtf8(path.Utf8[anchor.Utf8.Length..]), isTrigger, Ranges(_parts[path])));
            }

            var threshold = onAnyFile ? 0 : Math.Min(ProfileLimits.RecordedThreshold, files.Count);
            _parts.Clear();
            _order.Clear();
            return (ProfileWriter.Write(new AccessProfile([new ProfileStart(_name, threshold, files)])), files.Count);
        }
    }

    /// <summary>Notes an opened file; profiles themselves are no part of a start-up.</summary>
    internal void Opened(RepositoryNode file)
    {
        if (!_isOn || file.Entry.Name.Span.SequenceEqual(AccessProfile.FileName))
            return;
        var path = file.Path;
        lock (_gate)
        {
            if (_isOn && _order.Count < ProfileLimits.MaxFiles && _parts.TryAdd(path, file.Entry.IsChunked ? [] : null))
                _order.Add(path);
        }
    }

    /// <summary>Notes a chunk of an opened file that is read.</summary>
    internal void Read(RepositoryPath file, long offset, long length)
    {
        lock (_gate)
        {
            if (_isOn && _parts.TryGetValue(file, out var parts) && parts is not null && parts.Count < ProfileLimits.MaxRanges)
                parts[offset] = length;
        }
    }

    // Chunks that touch become one range.
    private static List<ProfileRange> Ranges(SortedDictionary<long, long>? parts)
    {
        var ranges = new List<ProfileRange>();
        foreach (var (offset, length) in parts ?? [])
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == offset)
                ranges[^1] = ranges[^1] with { Last = offset + length - 1 };
            else
                ranges.Add(new ProfileRange(offset, offset + length - 1));
        }

        return ranges;
    }
}
