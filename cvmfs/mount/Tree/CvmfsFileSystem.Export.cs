using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Export;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Tree;

// With CVMFS_NFS_SOURCE a node is a path, whatever revision is shown: names, attributes and content of a node can then change, so that
// lifetimes end, and NFS clients may come with nodes that the kernel has never heard of.
internal sealed partial class CvmfsFileSystem
{
    private readonly NfsInodes? _inodes;
    private readonly PageCacheTable? _pages;
    private readonly Lifetime _lifetime;
    private readonly bool _changesUntold;

    /// <summary>The node of an entry.</summary>
    public NodeId Identify(RepositoryNode node) =>
        node.Entry.Name.IsEmpty ? NodeId.Root : new NodeId(_inodes?.Of(node.Path) ?? node.Inode.Number);

    private NodeAttributes Attributes(RepositoryNode node)
    {
        var attributes = _attributes.Of(node);
        if (_inodes is not null)
            attributes.Inode = _inodes.Of(node.Path);
        return attributes;
    }

    private OpenBehaviour CacheBehaviour(RepositoryNode node)
    {
        if (node.Entry.IsDirectIo)
            return OpenBehaviour.DirectIo;
        return _pages?.Open(Identify(node), ContentKey.Of(node.Entry)) ?? OpenBehaviour.KeepCache;
    }

    private ulong NumberOf(RepositoryNode node) => _inodes?.Of(node.Path) ?? node.Inode.Number;

    private Errno FindExported(in FuseRequest request, out RepositoryNode? node)
    {
        node = null;
        if (_inodes!.PathOf(request.Node.Value) is not { } path)
            return Errno.ESTALE;
        var answer = _client.TryGetNode(path, out node);
        if (answer == TreeAnswer.Found)
            return Errno.None;
        if (answer != TreeAnswer.NotLocal)
            return Errno.ESTALE;
        FetchFor(request);
        var fetched = Wait(_client.GetNodeAsync(path, request.Cancellation));
        node = fetched.IsOk ? fetched.Value : null;
        if (fetched.IsOk)
            return Errno.None;
        return fetched.Failure.Kind == ClientFailureKind.NotFound ? Errno.ESTALE : Report(MountEvent.LookupFailed, fetched.Failure, _client.Root, $"find {path} of");
    }

    // The kernel asks for these two when an NFS client brings a node (Documentation/filesystems/nfs/exporting.rst).
    private bool TryLookupSelf(RepositoryNode directory, ReadOnlySpan<byte> name, ref NodeEntry entry)
    {
        if (_inodes is null || !(name.SequenceEqual("."u8) || name.SequenceEqual(".."u8)))
            return false;
        Fill(name.Length == 1 ? directory : ParentOf(directory), ref entry);
        return true;
    }
}
