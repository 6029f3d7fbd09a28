using System.Buffers;
using System.Threading.Channels;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>Brings regular files into the data directory and links them into the image, several at once.</summary>
internal sealed class FileExporter(ExportContext context)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Ours: enough to keep all workers busy.</summary>
    private const int QueueLength = 1024;

    private readonly Channel<ExportJob> _queue = Channel.CreateBounded<ExportJob>(QueueLength);

    public ValueTask AddAsync(ExportJob job, CancellationToken cancel) => _queue.Writer.WriteAsync(job, cancel);

    public void NoMore() => _queue.Writer.TryComplete();

    /// <summary>Works until nothing is left.</summary>
    public Task RunAsync(int workers, CancellationToken cancel) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancel), cancel)));

    private async Task WorkAsync(CancellationToken cancel)
    {
        await foreach (var job in _queue.Reader.ReadAllAsync(cancel))
        {
            try
            {
                await ExportAsync(job, cancel);
            }
            catch (Exception failure) when (failure is IOException or LinuxException)
            {
                context.Fail(job.Node, failure.Message);
            }
        }
    }

    private async ValueTask ExportAsync(ExportJob job, CancellationToken cancel)
    {
        var chunks = await context.Client.GetChunksAsync(job.Node, cancel);
        if (!chunks.IsOk)
        {
            context.Fail(job.Node, chunks.Failure.Message);
            return;
        }

        var (uid, gid) = context.OwnerOf(job.Node);
        var identity = DataIdentity.Of(job.Node, chunks.Value, uid, gid);
        if (context.Data.Has(identity, out var inode, out _))
        {
            context.Counters.Add("dataFilesDeduped");
            context.Counters.Add("dataBytesDeduped", (long)job.Node.Entry.Size);
            if (context.Image.Status(job.Path).TryGet(out var shown) && shown.Inode == inode)
                return;
        }
        else if (!await BringAsync(job.Node, identity, replace: false, cancel))
        {
            return;
        }

        var linked = Link(identity, job.Path);

        // The file system's limit of links to one file: a second copy takes the next ones.
        if (linked.Error == Errno.EMLINK && await BringAsync(job.Node, identity, replace: true, cancel))
            linked = Link(identity, job.Path);
        if (!linked.IsOk)
            context.Fail(job.Node, $"linking it failed: {linked}");
    }

    // By a name of its own first, so that the image never lacks the file.
    private LinuxResult Link(byte[] identity, byte[] path)
    {
        byte[] temporary = [.. path[..(path.AsSpan().LastIndexOf((byte)'/') + 1)], .. System.Text.Encoding.ASCII.GetBytes($".shrinkwrap-{Guid.NewGuid():N}")];
        var linked = context.Data.Root.MakeHardLink(identity, context.Image, temporary);
        if (!linked.IsOk)
            return linked;
        var moved = context.Image.Rename(temporary, context.Image, path);
        if (moved.Error is Errno.EISDIR or Errno.ENOTEMPTY or Errno.EEXIST && context.Image.RemoveTree(path).IsOk)
            moved = context.Image.Rename(temporary, context.Image, path);

        // Two names of one file: rename(2) does nothing then.
        if (!moved.IsOk || context.Image.Status(temporary).IsOk)
            _ = context.Image.Unlink(temporary);
        return moved;
    }

    private async ValueTask<bool> BringAsync(RepositoryNode node, byte[] identity, bool replace, CancellationToken cancel)
    {
        var opened = await context.Client.OpenFileAsync(node, cancel);
        if (!opened.IsOk)
        {
            context.Fail(node, opened.Failure.Message);
            return false;
        }

        byte[] name;
        using (var content = opened.Value)
        using (var file = context.Data.Create(out name))
        {
            if (await CopyAsync(content, file, cancel) is { } failure)
            {
                _ = context.Data.Root.Unlink(name);
                context.Fail(node, failure);
                return false;
            }
        }

        var (uid, gid) = context.OwnerOf(node);
        EntryMetadata.Apply(context.Data.Root, name, node.Entry, uid, gid).OrThrow($"set owner, permissions and attributes of {node.Path}");
        context.Data.Commit(name, identity, replace);
        context.Counters.Add("dataFiles");
        context.Counters.Add("dataBytes", (long)node.Entry.Size);
        return true;
    }

    private static async ValueTask<string?> CopyAsync(OpenObject content, SafeFileHandle file, CancellationToken cancel)
    {
        long at = 0;
        if (content.WholeFile is { } whole)
        {
            while (at < content.Length && FileDescriptors.CopyRange(whole, at, file, at, content.Length - at).TryGet(out var copied) && copied > 0)
                at += copied;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (at < content.Length)
            {
                var read = await content.ReadAsync(at, buffer, cancel);
                if (!read.IsOk)
                    return read.Failure.Message;
                if (read.Value == 0)
                    return $"it ends at {at} of {content.Length} bytes";
                RandomAccess.Write(file, buffer.AsSpan(0, read.Value), at);
                at += read.Value;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
