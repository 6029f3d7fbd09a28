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
    private ConcurrentDictionary<RepositoryPath, RepositoryNode> _open = new();

    /// <summary>Notes which files are open, since another revision is shown from now on.</summary>
    public void RevisionShown()
    {
        var open = new ConcurrentDictionary<RepositoryPath, RepositoryNode>();
        foreach (var (_, file) in handles.All())
            open[file.Node.Path] = file.Node;
        Volatile.Write(ref _open, open);
    }

    /// <summary>The kernel gets the inode that a name has now.</summary>
    public void Named(RepositoryNode node)
    {
        var open = Volatile.Read(ref _open);
        if (open.IsEmpty || !node.Entry.IsRegular || !open.TryGetValue(node.Path, out var opened) || !IsOther(opened, node) || !handles.IsOpen(opened.Inode))
            return;

        // Each of them is replaced once, whoever asks first.
        if (open.TryUpdate(node.Path, node, opened))
            statistics.InodeReplaced();
    }

    /// <summary>The kernel asks for the attributes of an entry.</summary>
    public void Asked(RepositoryNode node)
    {
        var open = Volatile.Read(ref _open);
        if (open.IsEmpty || !node.Entry.IsRegular || !open.ContainsKey(node.Path) || !handles.IsOpen(node.Inode))
            return;
        if (client.TryGetNode(node.Path, out var present) == TreeAnswer.Found && IsOther(node, present!))
            statistics.ChangedFileAsked();
    }

    private static bool IsOther(RepositoryNode opened, RepositoryNode present) =>
        opened.Inode != present.Inode && ContentKey.Of(opened.Entry) != ContentKey.Of(present.Entry);
}
