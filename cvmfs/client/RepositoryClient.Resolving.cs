using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client;

/// <content>Paths as a program means them, symbolic links followed.</content>
public sealed partial class RepositoryClient
{
    /// <summary>As the kernel's limit (path_resolution(7)).</summary>
    private const int MaxSymlinks = 40;

    /// <summary>
    /// The entry that a path leads to in the current revision, symbolic links followed, the last one too. A link out of the repository leads nowhere; a
    /// link to where the repository is usually mounted (<c>CVMFS_MOUNT_DIR</c>) leads back into it.
    /// </summary>
    public async ValueTask<ClientResult<RepositoryNode>> ResolveAsync(RepositoryPath path, CancellationToken cancellationToken)
    {
        var left = new Stack<byte[]>();
        Push(left, path.Utf8);
        var node = Root;
        var links = 0;
        while (left.TryPop(out var name))
        {
            if (name is [(byte)'.'])
                continue;
            var found = name is [(byte)'.', (byte)'.']
                ? await GetNodeAsync(node.Path.Parent, cancellationToken)
                : await LookupAsync(node, name, cancellationToken);
            if (!found.IsOk)
                return found.Failure;
            if (!found.Value.Entry.IsSymlink)
            {
                node = found.Value;
                continue;
            }

            if (++links > MaxSymlinks)
                return new ClientFailure(ClientFailureKind.NotFound, $"{path} leads through more than {MaxSymlinks} symbolic links.");
            if (!TryFollow(found.Value, left, out var fromRoot))
                return new ClientFailure(ClientFailureKind.NotFound, $"{found.Value.Path} leads out of the repository.");
            if (fromRoot)
                node = Root;
        }

        return node;
    }

    private bool TryFollow(RepositoryNode link, Stack<byte[]> left, out bool fromRoot)
    {
        var target = link.SymlinkTarget.Span;
        fromRoot = target.StartsWith("/"u8);
        if (!fromRoot)
        {
            Push(left, target);
            return true;
        }

        var mountPoint = System.Text.Encoding.UTF8.GetBytes($"{Settings.Presentation.MountDirectory.TrimEnd('/')}/{Name}");
        if (!target.StartsWith(mountPoint) || (target.Length > mountPoint.Length && target[mountPoint.Length] != '/'))
            return false;
        Push(left, target[mountPoint.Length..]);
        return true;
    }

    private static void Push(Stack<byte[]> left, ReadOnlySpan<byte> path)
    {
        var names = new List<byte[]>();
        foreach (var range in path.Split((byte)'/'))
        {
            if (!path[range].IsEmpty)
                names.Add(path[range].ToArray());
        }

        for (var index = names.Count - 1; index >= 0; index--)
            left.Push(names[index]);
    }
}
