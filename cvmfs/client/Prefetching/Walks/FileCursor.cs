using System.Collections.ObjectModel;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Client.Prefetching.Walks;

/// <summary>
/// A place between two files of the tree, and the files behind it as <c>tar</c>, <c>cp -r</c> and <c>grep -r</c> reach them: in the order of the listings, depth
/// first. Sees open catalogs only, and the first entries of a directory, because listings stay in memory. One thread at a time.
/// </summary>
internal sealed class FileCursor(RepositoryTree tree)
{
    /// <summary>Directories above the one of the file that it was last moved behind, which it still goes through (ours).</summary>
    public const int MostClimbs = 2;

    /// <summary>Entries of a directory that are looked at (ours).</summary>
    private const int MostEntries = 4096;

    private readonly Stack<Level> _levels = new();
    private RepositoryPath _top;

    /// <summary>Moves behind a file.</summary>
    public void MoveBehind(RepositoryNode file)
    {
        var directory = file.Parent;
        _top = Above(directory, MostClimbs);
        if (Enter(directory)?.MoveBehind(file.Entry.Name.Span) != true)
            _levels.Clear();
    }

    /// <summary>The next file that may be fetched ahead; false at the end.</summary>
    public bool TryNext(out RepositoryNode? file)
    {
        while (_levels.TryPeek(out var level))
        {
            if (!level.TryNext(out file))
            {
                if (!Climb(level.Directory))
                    return false;
            }
            else if (file!.Entry.IsDirectory)
            {
                _ = Push(file);
            }
            else if (Suits(file.Entry))
            {
                return true;
            }
        }

        file = null;
        return false;
    }

    private static bool Suits(DirectoryEntry entry) =>
        entry is { IsRegular: true, IsChunked: false, IsExternal: false } && entry.Size is > 0 and <= (ulong)PrefetchLimits.LargestNeighbour;

    private static RepositoryPath Above(RepositoryPath directory, int levels)
    {
        for (var i = 0; i < levels && !directory.IsRoot; i++)
            directory = directory.Parent;
        return directory;
    }

    // Levels at and above the directory are kept: their listings are known.
    private Level? Enter(RepositoryPath directory)
    {
        while (_levels.TryPeek(out var level))
        {
            if (level.Directory == directory)
                return level;
            if (!directory.IsRoot && level.Directory == directory.Parent)
            {
                level.MoveBehind(directory.Name);
                break;
            }

            _levels.Pop();
        }

        return tree.Find(directory, out var node, out _) == TreeAnswer.Found ? Push(node!) : null;
    }

    private Level? Push(RepositoryNode directory)
    {
        var entries = new Listing();
        if (tree.List(directory, entries, out _) != TreeAnswer.Found)
            return null;
        var level = new Level(directory.Path, entries);
        _levels.Push(level);
        return level;
    }

    private bool Climb(RepositoryPath directory)
    {
        if (directory == _top || directory.IsRoot)
            return false;
        _levels.Pop();
        if (_levels.Count > 0)
            return true;
        return Enter(directory.Parent)?.MoveBehind(directory.Name) == true;
    }

    private sealed class Listing : Collection<RepositoryNode>
    {
        protected override void InsertItem(int index, RepositoryNode item)
        {
            if (Count < MostEntries)
                base.InsertItem(index, item);
        }
    }

    private sealed class Level(RepositoryPath directory, Listing entries)
    {
        private int _next;

        public RepositoryPath Directory => directory;

        public bool TryNext(out RepositoryNode? entry)
        {
            entry = _next < entries.Count ? entries[_next++] : null;
            return entry is not null;
        }

        // Mostly a few entries further on.
        public bool MoveBehind(ReadOnlySpan<byte> name)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                var at = (_next + i) % entries.Count;
                if (!entries[at].Entry.Name.Span.SequenceEqual(name))
                    continue;
                _next = at + 1;
                return true;
            }

            return false;
        }
    }
}
