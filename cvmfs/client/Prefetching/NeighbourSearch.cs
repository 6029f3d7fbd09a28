using CernVM.Cvmfs.Client.Catalogs;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Goes through a region level by level, one directory at a time, as far as open catalogs tell.</summary>
internal sealed class NeighbourSearch
{
    private const int MostDirectories = 1024;

    private readonly NeighbourRegion _region;
    private readonly Queue<(RepositoryNode Directory, int Level)> _directories = new();
    private readonly Queue<RepositoryNode> _files = new();
    private int _entered;

    public NeighbourSearch(NeighbourRegion region, RepositoryTree tree)
    {
        _region = region;
        if (tree.Find(region.Directory, out var top, out _) == TreeAnswer.Found && top!.Entry.IsDirectory)
            _directories.Enqueue((top, 0));
    }

    /// <summary>How well its guesses came true.</summary>
    public GuessSource Source { get; } = new(PrefetchLimits.FirstGuesses, PrefetchLimits.GuessesPerUse);

    /// <summary>The next file; false at the end.</summary>
    public bool TryNext(RepositoryTree tree, out RepositoryNode? file)
    {
        while (!_files.TryDequeue(out file))
        {
            if (_entered >= MostDirectories || !_directories.TryDequeue(out var next))
                return false;
            Enter(tree, next.Directory, next.Level);
        }

        return true;
    }

    private void Enter(RepositoryTree tree, RepositoryNode directory, int level)
    {
        _entered++;
        var found = new NeighbourFiles(_region.Classes);
        if (tree.List(directory, found, out _) != TreeAnswer.Found)
            return;
        foreach (var file in found.From(level == 0 ? _region.Start : default))
            _files.Enqueue(file);
        if (level >= _region.Depth)
            return;
        foreach (var below in found.Directories.Take(MostDirectories - _directories.Count))
            _directories.Enqueue((below, level + 1));
    }
}
