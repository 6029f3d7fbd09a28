using System.Collections.Concurrent;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Export;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// Counts what becomes of files that are open while their path gets other content. Nothing depends on it but two counters of the original, so what cannot be told
/// from open catalogs is not counted.
/// </summary>
internal sealed class ChangedFiles(RepositoryClient client, HandleTable handles, MountStatistics statistics)
{
    private Opened _opened = new([]);

    /// <summary>Notes which files are open, since another revision is shown from now on.</summary>
    public void RevisionShown() => Volatile.Write(ref _opened, new Opened(handles.All().Select(open => open.File.Node)));

    /// <summary>The kernel gets the inode that a name has now.</summary>
    public void Named(RepositoryNode node)
    {
        var all = Volatile.Read(ref _opened);
        if (!all.MayHave(node) || !all.ByPath.TryGetValue(node.Path, out var opened) || !IsOther(opened, node) || !handles.IsOpen(opened.Inode))
            return;

        // Each of them is replaced once, whoever asks first.
        if (all.ByPath.TryUpdate(node.Path, node, opened))
            statistics.InodeReplaced();
    }

    /// <summary>The kernel asks for the attributes of an entry.</summary>
    public void Asked(RepositoryNode node)
    {
        var all = Volatile.Read(ref _opened);
        if (!all.MayHave(node) || !all.ByPath.ContainsKey(node.Path) || !handles.IsOpen(node.Inode))
            return;
        if (client.TryGetNode(node.Path, out var present) == TreeAnswer.Found && IsOther(node, present!))
            statistics.ChangedFileAsked();
    }

    private static bool IsOther(RepositoryNode opened, RepositoryNode present) =>
        opened.Inode != present.Inode && ContentKey.Of(opened.Entry) != ContentKey.Of(present.Entry);

    // What was open when the revision changed.
    private sealed class Opened
    {
        private readonly HashSet<ReadOnlyMemory<byte>> _names = new(NameComparer.Instance);

        public Opened(IEnumerable<RepositoryNode> nodes)
        {
            foreach (var node in nodes)
            {
                ByPath[node.Path] = node;
                _names.Add(node.Entry.Name);
            }
        }

        public ConcurrentDictionary<RepositoryPath, RepositoryNode> ByPath { get; } = new();

        // A path is built anew whenever it is asked for, and every entry of every listing is looked at.
        public bool MayHave(RepositoryNode node) => _names.Count > 0 && node.Entry.IsRegular && _names.Contains(node.Entry.Name);
    }
}
