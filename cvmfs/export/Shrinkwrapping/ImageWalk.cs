using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>
/// Makes the image's directories and symlinks equal to what a specification selects, removes what does not belong there, and hands regular files on.
/// Directories get their permissions and times at the end, since linking files changes them.
/// </summary>
internal sealed class ImageWalk(ExportContext context, FileExporter files)
{
    private const uint WorkingPermissions = 0x1C0;

    private readonly List<(byte[] Path, RepositoryNode Node)> _directories = [];

    /// <summary>Walks a directory that exists in the image.</summary>
    /// <param name="directory">It.</param>
    /// <param name="position">What the specification says about it.</param>
    /// <param name="path">Its path in the image, with a slash at the end; empty for the root.</param>
    /// <param name="cancel">Stops the walk.</param>
    public async Task SyncAsync(RepositoryNode directory, SpecPosition position, byte[] path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var wanted = await WantedAsync(directory, position, cancel);
        RemoveOthers(path, wanted);
        foreach (var (node, below) in wanted)
        {
            byte[] at = [.. path, .. node.Entry.Name.Span];
            context.Counters.Add("entriesSrc");
            context.Counters.Add("entriesDest");
            await SyncEntryAsync(node, below, at, cancel);
        }

        _directories.Add((path.Length == 0 ? "."u8.ToArray() : path[..^1], directory));
    }

    /// <summary>Gives all directories their permissions, owners and times: the deepest first.</summary>
    public void FinishDirectories()
    {
        foreach (var (path, node) in _directories)
        {
            var (uid, gid) = context.OwnerOf(node);
            var applied = EntryMetadata.Apply(context.Image, path, node.Entry, uid, gid);
            if (!applied.IsOk)
                context.Fail(node, $"its permissions or times cannot be set: {applied}");
        }
    }

    private async Task SyncEntryAsync(RepositoryNode node, SpecPosition below, byte[] at, CancellationToken cancel)
    {
        if (node.Entry.IsDirectory)
        {
            context.Counters.Add("cntDir");
            MakeDirectory(at);
            await SyncAsync(node, below, [.. at, (byte)'/'], cancel);
        }
        else if (node.Entry.IsSymlink)
        {
            context.Counters.Add("cntSymlink");
            MakeLink(node, at);
        }
        else if (node.Entry.IsRegular)
        {
            context.Counters.Add("cntFile");
            context.Counters.Add("cntByte", (long)node.Entry.Size);
            await files.AddAsync(new ExportJob(node, at), cancel);
        }
        else
        {
            context.Say($"Skipping {node.Path}: devices, pipes and sockets are not exported");
        }
    }

    private async ValueTask<List<(RepositoryNode Node, SpecPosition Below)>> WantedAsync(RepositoryNode directory, SpecPosition position, CancellationToken cancel)
    {
        var wanted = new List<(RepositoryNode, SpecPosition)>();
        if (position.ListsDirectory)
        {
            var entries = new List<RepositoryNode>();
            var listed = await context.Client.ListAsync(directory, entries, cancel);
            if (!listed.IsOk)
                throw new IOException(listed.Failure.Message);
            foreach (var entry in entries)
            {
                if (position.Child(entry.Entry.Name.Span) is { IsIncluded: true } below)
                    wanted.Add((entry, below));
            }

            return wanted;
        }

        foreach (var name in position.Names)
        {
            var found = await context.Client.LookupAsync(directory, name, cancel);
            if (found.IsOk)
                wanted.Add((found.Value, position.Child(name)!.Value));
            else if (found.Failure.Kind != ClientFailureKind.NotFound)
                throw new IOException(found.Failure.Message);
        }

        return wanted;
    }

    private void RemoveOthers(byte[] path, List<(RepositoryNode Node, SpecPosition Below)> wanted)
    {
        var keep = wanted.Select(entry => Convert.ToHexString(entry.Node.Entry.Name.Span)).ToHashSet(StringComparer.Ordinal);
        if (path.Length == 0)
            keep.Add(Convert.ToHexString(ImageNames.Warning));
        if (!context.Image.OpenDirectory(path.Length == 0 ? "."u8 : path.AsSpan()[..^1]).TryGet(out var folder))
            return;
        using (folder)
        {
            foreach (var name in folder.Names().Value)
            {
                if (!keep.Contains(Convert.ToHexString(name)))
                    folder.RemoveTree(name).OrThrow($"remove '{System.Text.Encoding.UTF8.GetString(name)}', which is not exported any more");
            }
        }
    }

    private void MakeDirectory(byte[] at)
    {
        if (context.Image.Status(at).TryGet(out var there))
        {
            if (there.Kind == FileKind.Directory)
            {
                context.Image.ChangeMode(at, there.Permissions | WorkingPermissions).OrThrow("open a directory of the image for writing");
                return;
            }

            context.Image.Unlink(at).OrThrow("replace a file of the image by a directory");
        }

        context.Image.MakeDirectory(at, WorkingPermissions).OrThrow($"make the directory '{System.Text.Encoding.UTF8.GetString(at)}' of the image");
    }

    private void MakeLink(RepositoryNode node, byte[] at)
    {
        if (!context.Image.ReadLink(at).TryGet(out var present) || !present.AsSpan().SequenceEqual(node.SymlinkTarget.Span))
        {
            var removed = context.Image.RemoveTree(at);
            if (!removed.IsOk && removed.Error != Errno.ENOENT)
                context.Fail(node, $"what is in its place cannot be removed: {removed}");
            context.Image.MakeLink(at, node.SymlinkTarget.Span).OrThrow($"make the symbolic link '{System.Text.Encoding.UTF8.GetString(at)}' of the image");
        }

        var (uid, gid) = context.OwnerOf(node);
        var applied = EntryMetadata.Apply(context.Image, at, node.Entry, uid, gid);
        if (!applied.IsOk)
            context.Fail(node, $"its owner or time cannot be set: {applied}");
    }
}
