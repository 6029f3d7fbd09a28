using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Export;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Ownership;
using CernVM.Cvmfs.Mount.Tracing;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// A repository as the kernel sees it. Node numbers are the client's inodes (1 is the root), which mean the same entry for ever: so that
/// names and attributes have unlimited lifetimes, and a new revision needs only the names in the root to be asked for again.
/// </summary>
internal sealed partial class CvmfsFileSystem : FuseFileSystem
{
    private readonly MagicContext _magic;
    private readonly RepositoryClient _client;
    private readonly MountLog _log;
    private readonly AccessTrace? _trace;
    private readonly AttributeMapping _attributes;
    private readonly XattrGuard _guard;
    private readonly PassthroughTable _passthrough;
    private readonly FreshContent _fresh = new();
    private readonly HandleTable _handles = new();
    private readonly ChangedFiles _changed;
    private readonly ListingCache _listings = new();
    private readonly OpenFileBudget _budget = OpenFileBudget.OfThisProcess();
    private bool _directoriesOpenThemselves;

    public CvmfsFileSystem(MagicContext magic, OwnershipPolicy ownership, NfsInodes? inodes = null)
    {
        _inodes = inodes;
        var presentation = magic.Client.Settings.Presentation;
        if (inodes is not null)
            _pages = new PageCacheTable();
        _changesUntold = presentation.ChangesUntold;
        _lifetime = presentation.KernelCacheTimeout is { } timeout ? Lifetime.From(timeout)
            : _changesUntold ? Lifetime.From(PresentationSettings.UntoldLifetime) : Lifetime.Unlimited;
        _magic = magic;
        _client = magic.Client;
        _log = magic.Log;
        _trace = magic.Trace;
        _attributes = new AttributeMapping(ownership);
        _guard = new XattrGuard(_client.Settings.Presentation);
        _passthrough = new PassthroughTable(_log);
        _changed = new ChangedFiles(_client, _handles, magic.Statistics);
    }

    /// <summary>Another revision is shown from now on.</summary>
    public void RevisionShown() => _changed.RevisionShown();

    protected override void OnStarted(FuseConnection connection)
    {
        _passthrough.Start(connection);

        // An exported node changes its meaning with the revision, and its cached content goes with the first open of the new one.
        if (_inodes is null)
            _fresh.Start(connection);
        // A trace notes what is opened, so then the kernel must ask.
        _directoriesOpenThemselves = _trace is null && !_changesUntold && _client.Membership is null && connection.Features.HasFlag(InitFlags.FUSE_NO_OPENDIR_SUPPORT);
    }

    protected override void OnEnded() => _handles.Clear();

    protected override Errno Lookup(in FuseRequest request, ReadOnlySpan<byte> name, ref NodeEntry entry)
    {
        var error = Find(request, out var directory);
        if (error != Errno.None)
            return error;
        if (_trace is not null && RepositoryPath.IsName(name))
            _trace.Note(TraceEvent.Lookup, directory!.Path.Combine(name), "lookup()");
        if (TryLookupSelf(directory!, name, ref entry))
            return Errno.None;
        var answer = _client.TryLookup(directory!, name, out var node);
        if (answer == TreeAnswer.NotLocal)
        {
            FetchFor(request);
            var fetched = Wait(_client.LookupAsync(directory!, name.ToArray(), request.Cancellation));
            if (fetched.IsOk)
                node = fetched.Value;
            else if (fetched.Failure.Kind != ClientFailureKind.NotFound)
                return Report(MountEvent.LookupFailed, fetched.Failure, directory!, "look up a name in");
        }
        if (answer == TreeAnswer.NotADirectory)
            return Errno.ENOTDIR;
        if (node is null)
        {
            entry.EntryLifetime = _lifetime;
            return Errno.None;
        }

        Fill(node, ref entry);
        Refer(node);
        return Errno.None;
    }

    protected override void Forget(NodeId node, ulong references)
    {
        if (_inodes is null)
            _client.Forget(new Inode(node.Value), references);
    }

    protected override Errno GetAttributes(in FuseRequest request, FuseHandle? handle, ref NodeAttributes attributes, ref Lifetime lifetime)
    {
        var error = Find(request, out var node);
        if (error != Errno.None)
            return error;
        if (!MayRead(request))
            return Errno.EACCES;
        _trace?.Note(TraceEvent.GetAttributes, node!.Path, "getattr()");
        if (_inodes is null)
            _changed.Asked(node!);
        attributes = Attributes(node!);
        lifetime = AttributeLifetime;
        return Errno.None;
    }

    protected override Errno ReadLink(in FuseRequest request, ref BytesReply target)
    {
        var error = Find(request, out var node);
        if (error != Errno.None)
            return error;
        _trace?.Note(TraceEvent.ReadLink, node!.Path, "readlink()");
        return node!.Entry.IsSymlink ? target.Set(node.SymlinkTarget.Span) : Errno.EINVAL;
    }

    private void Fill(RepositoryNode node, ref NodeEntry entry)
    {
        entry.Node = Identify(node);
        entry.EntryLifetime = _lifetime;
        entry.AttributeLifetime = AttributeLifetime;
        entry.Attributes = Attributes(node);
    }

    // What the kernel will take back by FORGET. The root is never forgotten, and an exported node is a path.
    private void Refer(RepositoryNode node)
    {
        if (_inodes is not null || node.Entry.Name.IsEmpty)
            return;
        node.Refer();
        _changed.Named(node);
    }

    private Errno Find(in FuseRequest request, out RepositoryNode? node)
    {
        if (request.Node == NodeId.Root)
        {
            node = _client.Root;
            return Errno.None;
        }
        if (_inodes is not null)
            return FindExported(request, out node);
        var inode = new Inode(request.Node.Value);
        var answer = _client.TryGetNode(inode, out node);
        if (answer == TreeAnswer.Found)
            return Errno.None;
        if (answer != TreeAnswer.NotLocal)
            return Errno.ESTALE;
        FetchFor(request);
        var fetched = Wait(_client.GetNodeAsync(inode, request.Cancellation));
        node = fetched.IsOk ? fetched.Value : null;
        return fetched.IsOk ? Errno.None : Report(MountEvent.LookupFailed, fetched.Failure, _client.Root, $"find inode {inode} of");
    }

    private Errno Report(int id, ClientFailure failure, RepositoryNode node, string action)
    {
        var error = failure.ToErrno();
        if (error is Errno.EIO or Errno.ENOSPC)
        {
            _client.Counters.CountIoError(_magic.Clock.GetUtcNow());
            _log.Error(id, $"Could not {action} '{node.Path}': {failure.Message}");
        }
        return error;
    }

    // Threads of the session may block: it starts others meanwhile.
    private static ClientResult<T> Wait<T>(ValueTask<ClientResult<T>> task) => Waiting.For(task);
}
