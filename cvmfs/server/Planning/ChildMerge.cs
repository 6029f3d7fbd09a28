using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Brings the listing of the base and what the source says about the same directory together, by name.</summary>
internal static class ChildMerge
{
    /// <summary>Both lists must be sorted by the bytes of the names.</summary>
    public static List<ChildPlan> Merge(IReadOnlyList<DirectoryEntry> before, SourceDirectory? delta)
    {
        var entries = delta?.Entries ?? [];
        var removed = delta is null ? null : RemovedNames(delta);
        var children = new List<ChildPlan>(Math.Max(before.Count, entries.Count));
        int b = 0, s = 0;
        while (b < before.Count || s < entries.Count)
        {
            var order = b == before.Count ? 1 : s == entries.Count ? -1 : before[b].Name.Span.SequenceCompareTo(entries[s].Name.Span);
            if (order < 0)
            {
                var kept = before[b++];
                children.Add(new ChildPlan(kept.Name, kept, null, IsGone: delta is { IsComplete: true } || removed?.Contains(kept.Name) == true));
            }
            else if (order > 0)
            {
                var added = entries[s++];
                children.Add(new ChildPlan(added.Name, null, added, IsGone: false));
            }
            else
            {
                children.Add(new ChildPlan(before[b].Name, before[b], entries[s], IsGone: false));
                b++;
                s++;
            }
        }

        return children;
    }

    private static HashSet<ReadOnlyMemory<byte>>? RemovedNames(SourceDirectory delta) =>
        delta.Removed.Count == 0 ? null : new HashSet<ReadOnlyMemory<byte>>(delta.Removed, NameComparer.Instance);
}
