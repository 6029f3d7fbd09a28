using System.Buffers;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Export;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Tracing;

namespace CernVM.Cvmfs.Mount.Tree;

internal sealed partial class CvmfsFileSystem
{
    protected override Errno Open(in FuseRequest request, OpenFlags flags, ref OpenReply reply)
    {
        var error = Find(request, out var node);
        if (error != Errno.None)
            return error;
        if (!MayRead(request))
            return Errno.EACCES;
        if (!_budget.Allows(_magic.Statistics.OpenFiles, _log))
            return Errno.EMFILE;
        _trace?.Note(TraceEvent.Open, node!.Path, "open()");
        var content = _client.TryOpenFile(node!);
        if (content is null)
        {
            FetchFor(request);
            var fetched = Wait(_client.OpenFileAsync(node!, request.Cancellation, mayBlock: true));
            if (!fetched.IsOk)
                return Report(MountEvent.OpenFailed, fetched.Failure, node!, "open");
            content = fetched.Value;
        }

        if (content.IsFresh)
            _fresh.Give(request.Node, node!.Entry, content);
        reply.Backing = node!.Entry.IsDirectIo ? default : _passthrough.Open(node.Inode, content.WholeFile, content.Length);
        reply.Behaviour = OpenBehaviour.NoFlush | CacheBehaviour(node);
        _magic.Statistics.FileOpened(reply.Behaviour);
        reply.Handle = _handles.Add(new OpenFile(node, content));
        return Errno.None;
    }

    protected override Errno Read(in FuseRequest request, FuseHandle handle, long offset, ref ReadReply reply)
    {
        if (!_handles.TryGet(handle, out var file))
            return Errno.EBADF;
        if (file.Content.TryRead(offset, reply.Buffer, out var read))
        {
            reply.Length = read;
            return Errno.None;
        }

        // A span cannot wait: bytes that must be fetched take a detour through a buffer.
        var buffer = ArrayPool<byte>.Shared.Rent(reply.Buffer.Length);
        try
        {
            FetchFor(request);
            var fetched = Wait(file.Content.ReadAsync(offset, buffer.AsMemory(0, reply.Buffer.Length), request.Cancellation));
            if (!fetched.IsOk)
                return Report(MountEvent.ReadFailed, fetched.Failure, file.Node, "read");
            buffer.AsSpan(0, fetched.Value).CopyTo(reply.Buffer);
            reply.Length = fetched.Value;
            return Errno.None;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override Errno Release(in FuseRequest request, FuseHandle handle)
    {
        if (!_handles.TryRemove(handle, out var file))
            return Errno.EBADF;
        if (!file.Node.Entry.IsDirectIo)
            _pages?.Close(Identify(file.Node), ContentKey.Of(file.Node.Entry));
        if (!file.Node.Entry.IsDirectIo)
            _passthrough.Close(file.Node.Inode, file.Content.WholeFile, file.Content.Length);
        file.Content.Dispose();
        _magic.Statistics.FileClosed();
        return Errno.None;
    }
}
