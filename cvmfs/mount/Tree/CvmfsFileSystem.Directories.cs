using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Tracing;

namespace CernVM.Cvmfs.Mount.Tree;

internal sealed partial class CvmfsFileSystem
{
    private const uint TypeMask = 0xF000;
    private const long SelfOffset = 1;
    private const long ParentOffset = 2;

    // A repeated walk asks for nothing else than to open and close directories: the kernel does both alone when it is told so once.
    protected override Errno OpenDirectory(in FuseRequest request, OpenFlags flags, ref OpenReply reply)
    {
        if (_directoriesOpenThemselves)
            return Errno.ENOSYS;
        if (!MayRead(request))
            return Errno.EACCES;
        if (_trace is not null && Find(request, out var node) == Errno.None)
            _trace.Note(TraceEvent.OpenDirectory, node!.Path, "opendir()");
        _magic.Statistics.DirectoryOpened();
        reply.Behaviour = !_changesUntold && _client.Membership is null ? OpenBehaviour.KeepCache | OpenBehaviour.CacheDirectory : OpenBehaviour.None;
        return Errno.None;
    }

    protected override Errno ReleaseDirectory(in FuseRequest request, FuseHandle handle)
    {
        _magic.Statistics.DirectoryClosed();
        return Errno.None;
    }

    protected override Errno ReadDirectory(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryWriter writer)
    {
        var error = Listing(request, offset, out var directory, out var entries);
        if (error != Errno.None)
            return error;
        if (offset < SelfOffset && !writer.TryAdd("."u8, NumberOf(directory!), FileKind.Directory, SelfOffset))
            return Errno.None;
        if (offset < ParentOffset && !writer.TryAdd(".."u8, NumberOf(ParentOf(directory!)), FileKind.Directory, ParentOffset))
            return Errno.None;
        var index = (int)Math.Max(0, offset - ParentOffset);
        for (; index < entries!.Count; index++)
        {
            var node = entries[index];
            var kind = (FileKind)(node.Entry.Mode & TypeMask);
            if (!writer.TryAdd(node.Entry.Name.Span, NumberOf(node), kind, ParentOffset + index + 1))
                return Errno.None;
        }
        EndOfListing(directory!, offset, entries.Count);
        return Errno.None;
    }

    protected override Errno ReadDirectoryPlus(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryPlusWriter writer)
    {
        var error = Listing(request, offset, out var directory, out var entries);
        if (error != Errno.None)
            return error;
        if (offset < SelfOffset && !writer.TryAdd("."u8, NameOnly(directory!), SelfOffset))
            return Errno.None;
        if (offset < ParentOffset && !writer.TryAdd(".."u8, NameOnly(ParentOf(directory!)), ParentOffset))
            return Errno.None;
        var index = (int)Math.Max(0, offset - ParentOffset);
        for (; index < entries!.Count; index++)
        {
            var entry = default(NodeEntry);
            Fill(entries[index], ref entry);
            if (!writer.TryAdd(entries[index].Entry.Name.Span, entry, ParentOffset + index + 1))
                return Errno.None;
            Refer(entries[index]);
        }
        EndOfListing(directory!, offset, entries.Count);
        return Errno.None;
    }

    // Two directories of one inode number can only be the root before and after a new revision; its number changes with it.
    private Errno Listing(in FuseRequest request, long offset, out RepositoryNode? directory, out List<RepositoryNode>? entries)
    {
        entries = null;
        var error = Find(request, out directory);
        if (error != Errno.None)
            return error;
        if (offset == 0 && _directoriesOpenThemselves)
            _magic.Statistics.DirectoryListed();
        entries = _listings.Find(directory!.Inode);
        if (entries is not null)
            return Errno.None;
        entries = [];
        var answer = _client.TryList(directory, entries);
        if (answer == TreeAnswer.NotLocal)
        {
            entries.Clear();
            FetchFor(request);
            var fetched = Wait(_client.ListAsync(directory, entries, request.Cancellation));
            if (!fetched.IsOk)
                return Report(MountEvent.ListFailed, fetched.Failure, directory, "list");
        }
        else if (answer != TreeAnswer.Found)
        {
            return answer == TreeAnswer.NotADirectory ? Errno.ENOTDIR : Errno.ENOENT;
        }
        _inodes?.Prepare(entries.Select(entry => entry.Path));
        _listings.Add(directory.Inode, entries);
        return Errno.None;
    }

    // The kernel asks once more behind the last entry: only then nobody needs the listing any more.
    private void EndOfListing(RepositoryNode directory, long offset, int count)
    {
        if (offset >= ParentOffset + count)
            _listings.Remove(directory.Inode);
    }

    private RepositoryNode ParentOf(RepositoryNode directory) =>
        _client.TryGetNode(directory.Path.Parent, out var parent) == TreeAnswer.Found ? parent! : directory;

    private NodeEntry NameOnly(RepositoryNode node) => new() { Attributes = Attributes(node) };
}
