using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Mount.Export;
using CernVM.Cvmfs.Mount.Replacement;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Tree;

internal sealed partial class CvmfsFileSystem
{
    /// <summary>A regular file that is open, if there is one.</summary>
    public NodeId? OpenFileNode => _handles.First is { } file ? Identify(file.Node) : null;

    /// <summary>Inodes of open files.</summary>
    public IEnumerable<string> OpenInodes() => _handles.All().Select(open => open.File.Node.Inode.ToString()).Distinct();

    /// <summary>Open files as the inode of the directory and the name.</summary>
    public IEnumerable<string> OpenEntries() => _handles.All()
        .Select(open => $"<{ParentOf(open.File.Node).Inode}>/{Encoding.UTF8.GetString(open.File.Node.Entry.Name.Span)}").Distinct();

    /// <summary>All that another process needs to go on; while the session rests.</summary>
    /// <param name="session">What the kernel agreed to.</param>
    /// <param name="descriptors">Descriptors that go with the state; they stay this object's.</param>
    public MountState Save(SessionState session, out IReadOnlyList<SafeFileHandle> descriptors)
    {
        var open = _handles.All();
        descriptors = [.. open.Select(file => file.File.Content.WholeFile).OfType<SafeFileHandle>()];
        return new MountState
        {
            Session = session,
            Client = _client.Save(),
            Open = new OpenState(
                _handles.Last,
                [.. open.Select(file => new SavedFile(file.Handle.Value, file.File.Node.Inode.Number, file.File.Content.WholeFile is not null))],
                _passthrough.Save()),
            OpenDirectories = _magic.Statistics.OpenDirectories,
            MountedAt = _magic.Statistics.StartedAt,
            History = _magic.History,
        };
    }

    /// <summary>Takes what <see cref="Save"/> gave, before the session starts.</summary>
    /// <param name="state">The state.</param>
    /// <param name="descriptors">The descriptors that went with it; they are this object's from now on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The first file that cannot be found again.</returns>
    public async Task<ClientFailure?> RestoreAsync(MountState state, IReadOnlyList<SafeFileHandle> descriptors, CancellationToken cancellation)
    {
        _passthrough.Restore(state.Open.Backings);
        _magic.Statistics.Restore(state.Open.Files.Count, state.OpenDirectories);
        var next = 0;
        foreach (var saved in state.Open.Files)
        {
            var node = await _client.GetNodeAsync(new Inode(saved.Inode), cancellation);
            if (!node.IsOk)
                return node.Failure;
            var content = saved.HasDescriptor ? _client.Adopt(descriptors[next++]) : await _client.OpenFileAsync(node.Value, cancellation);
            if (!content.IsOk)
                return content.Failure;
            if (!node.Value.Entry.IsDirectIo)
                _pages?.Open(Identify(node.Value), ContentKey.Of(node.Value.Entry));
            _handles.Restore(new FuseHandle(saved.Handle), new OpenFile(node.Value, content.Value));
        }

        _handles.Last = state.Open.LastHandle;
        _changed.RevisionShown();
        return null;
    }
}
