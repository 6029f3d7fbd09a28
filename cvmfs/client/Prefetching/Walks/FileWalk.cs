using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Prefetching.Walks;

/// <summary>
/// One process that may be reading the files of a tree one after another. Files that it had to wait for and that follow one another, small gaps allowed, prove
/// it; from then on the files that come next are given out, at most <see cref="MostAhead"/> ahead of it. Decides only; fetches nothing.
/// </summary>
internal sealed class FileWalk(RepositoryTree tree, RequestOrigin? origin)
{
    /// <summary>Files in order behind a first one after which it is a walk (ours).</summary>
    public const int Proof = 2;

    /// <summary>Files among which the next one has to be to count as in order (ours).</summary>
    public const int Gap = 8;

    /// <summary>Files ahead of the reader (ours).</summary>
    public const int MostAhead = 16;

    /// <summary>Wrong files in a row after which the process is looked at less and less often (ours).</summary>
    public const int Patience = 4;

    private const int LongestPause = 256;

    private readonly Lock _gate = new();
    private readonly FileCursor _cursor = new(tree);
    private readonly Queue<ContentHash> _ahead = new();
    private readonly Queue<RepositoryNode> _waiting = new();
    private RepositoryNode? _jump;
    private bool _isAtEnd;
    private int _right;
    private int _wrong;
    private int _pause;
    private bool _isActive;

    /// <summary>The process; requests are made in its name.</summary>
    public RequestOrigin? Origin => origin;

    /// <summary>How well its guesses came true.</summary>
    public GuessSource Source { get; } = new(PrefetchLimits.FirstSteps, PrefetchLimits.StepsPerUse);

    /// <summary>Whether the process has proved to walk.</summary>
    public bool IsProved => Volatile.Read(ref _right) >= Proof;

    /// <summary>Notes that the process waits for a file.</summary>
    /// <returns>Whether <see cref="Look"/> should be called.</returns>
    public bool Missed(RepositoryNode file)
    {
        lock (_gate)
        {
            if (IsProved)
            {
                // It left the way, or was faster: the guesses go on from there.
                _jump = file;
                _isAtEnd = false;
                _ahead.Clear();
                return false;
            }

            if (_pause > 0)
            {
                _pause--;
                return false;
            }

            if (_waiting.Count >= Gap)
                _waiting.Clear();
            _waiting.Enqueue(file);
            return _waiting.Count == 1;
        }
    }

    /// <summary>Finds out whether files that the process waited for are among those that followed the one before. Reads listings.</summary>
    /// <returns>Whether that has just proved a walk.</returns>
    public bool Look()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var file))
            {
                Judge(file);
                _ahead.Clear();
                _cursor.MoveBehind(file);
                if (IsProved)
                {
                    _jump = _waiting.LastOrDefault();
                    _waiting.Clear();
                    return true;
                }

                while (_ahead.Count < Gap && _cursor.TryNext(out var next))
                    _ahead.Enqueue(next!.Entry.Hash);
            }

            return false;
        }
    }

    /// <summary>Notes that the process opens a file, waited for or not.</summary>
    /// <returns>Whether there is much room ahead of it now.</returns>
    public bool Reached(ContentHash hash)
    {
        lock (_gate)
            return TakeUpTo(hash) && _ahead.Count <= MostAhead / 2;
    }

    /// <summary>Whether it opened a file that was foreseen since the last call.</summary>
    public bool TakeActivity()
    {
        lock (_gate)
        {
            var wasActive = _isActive;
            _isActive = false;
            return wasActive;
        }
    }

    /// <summary>The next file to fetch; false when enough are ahead of the reader, or too many guesses were wrong.</summary>
    public bool TryNext(out RepositoryNode? file)
    {
        lock (_gate)
        {
            file = null;
            if (!IsProved || _isAtEnd || _ahead.Count >= MostAhead || !Source.HasRoom)
                return false;
            if (_jump is { } jump)
            {
                _jump = null;
                _cursor.MoveBehind(jump);
            }

            if (!_cursor.TryNext(out file))
            {
                _isAtEnd = true;
                return false;
            }

            _ahead.Enqueue(file!.Entry.Hash);
            return true;
        }
    }

    private void Judge(RepositoryNode file)
    {
        if (TakeUpTo(file.Entry.Hash))
        {
            _wrong = 0;
            Volatile.Write(ref _right, _right + 1);
            return;
        }

        Volatile.Write(ref _right, 0);
        if (++_wrong >= Patience)
            _pause = Math.Min(LongestPause, 1 << Math.Min(_wrong - Patience + 1, 16));
    }

    // Files that the reader has passed over will not come any more.
    private bool TakeUpTo(ContentHash hash)
    {
        if (!_ahead.Contains(hash))
            return false;
        while (_ahead.Dequeue() != hash)
        {
        }

        _isActive = true;
        return true;
    }
}
