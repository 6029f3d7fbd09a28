using System.Collections.ObjectModel;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Takes a listing and keeps what a region is after: small files of its kinds, and directories; a bounded number of each.</summary>
internal sealed class NeighbourFiles(IReadOnlySet<string>? classes) : Collection<RepositoryNode>
{
    private const int Most = 4096;

    /// <summary>Directories that may be entered.</summary>
    public List<RepositoryNode> Directories { get; } = [];

    /// <summary>The files, by name, beginning behind <paramref name="start"/>.</summary>
    public IEnumerable<RepositoryNode> From(ReadOnlyMemory<byte> start)
    {
        var sorted = this.ToList();
        sorted.Sort(static (a, b) => a.Entry.Name.Span.SequenceCompareTo(b.Entry.Name.Span));
        var first = sorted.FindIndex(node => node.Entry.Name.Span.SequenceCompareTo(start.Span) > 0);
        return first <= 0 ? sorted : sorted.Skip(first).Concat(sorted.Take(first));
    }

    /// <inheritdoc/>
    protected override void InsertItem(int index, RepositoryNode item)
    {
        var entry = item.Entry;
        if (entry.IsDirectory)
        {
            if (Directories.Count < Most)
                Directories.Add(item);
        }
        else if (Count < Most && entry is { IsRegular: true, IsChunked: false, IsExternal: false } && entry.Size is > 0 and <= (ulong)PrefetchLimits.LargestNeighbour
            && (classes is null || classes.Contains(NameClass.Of(entry.Name.Span))))
        {
            base.InsertItem(index, item);
        }
    }
}
