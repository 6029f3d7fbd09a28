using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client;

/// <content>Entries and directories.</content>
public sealed partial class RepositoryClient
{
    // More catalogs than this one above the other do not occur; a tree that needs more is a loop.
    private const int MaxCatalogDepth = 256;

    private delegate TreeAnswer Question<TState, TResult>(RepositoryTree tree, TState state, out TResult? result, out CatalogSlot? missing);

    /// <summary>The root directory of the revision shown now.</summary>
    public RepositoryNode Root => _root ?? throw new InvalidOperationException("No revision is shown yet.");

    /// <summary>One past the largest inode handed out.</summary>
    public ulong InodeLimit => _inodes.Limit;

    /// <summary>Finds an entry of a directory.</summary>
    public TreeAnswer TryLookup(RepositoryNode directory, ReadOnlySpan<byte> name, out RepositoryNode? node)
    {
        ArgumentNullException.ThrowIfNull(directory);
        node = null;
        return RepositoryPath.IsName(name) ? _tree.Lookup(directory, name, out node, out _) : TreeAnswer.NotFound;
    }

    /// <summary>Finds an entry of a directory.</summary>
    public ValueTask<ClientResult<RepositoryNode>> LookupAsync(RepositoryNode directory, ReadOnlyMemory<byte> name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (!RepositoryPath.IsName(name.Span))
            return ValueTask.FromResult<ClientResult<RepositoryNode>>(new ClientFailure(ClientFailureKind.NotFound, "An entry without a proper name cannot exist."));
        return AskAsync<(RepositoryNode Directory, ReadOnlyMemory<byte> Name), RepositoryNode>(
            (directory, name),
            static (RepositoryTree tree, (RepositoryNode Directory, ReadOnlyMemory<byte> Name) ask, out RepositoryNode? node, out CatalogSlot? missing) =>
                tree.Lookup(ask.Directory, ask.Name.Span, out node, out missing),
            cancellationToken);
    }

    /// <summary>Takes back what <see cref="RepositoryNode.Refer"/> has counted.</summary>
    public void Forget(Inode inode, ulong references) => _inodes.Find(inode)?.Refer(-(long)references);

    /// <summary>The entry behind an inode of the revision shown now, or of an earlier one (<see cref="RepositoryNode.Refer"/>). No table of inodes is needed by the caller.</summary>
    public TreeAnswer TryGetNode(Inode inode, out RepositoryNode? node) => _tree.Find(inode, out node, out _);

    /// <summary>The entry behind an inode of the revision shown now, or of an earlier one (<see cref="RepositoryNode.Refer"/>).</summary>
    public ValueTask<ClientResult<RepositoryNode>> GetNodeAsync(Inode inode, CancellationToken cancellationToken) =>
        AskAsync<Inode, RepositoryNode>(
            inode,
            static (RepositoryTree tree, Inode inode, out RepositoryNode? node, out CatalogSlot? missing) => tree.Find(inode, out node, out missing),
            cancellationToken);

    /// <summary>The entry of a path in the current revision.</summary>
    public TreeAnswer TryGetNode(RepositoryPath path, out RepositoryNode? node) => _tree.Find(path, out node, out _);

    /// <summary>The entry of a path in the current revision.</summary>
    public ValueTask<ClientResult<RepositoryNode>> GetNodeAsync(RepositoryPath path, CancellationToken cancellationToken) =>
        AskAsync<RepositoryPath, RepositoryNode>(
            path,
            static (RepositoryTree tree, RepositoryPath path, out RepositoryNode? node, out CatalogSlot? missing) => tree.Find(path, out node, out missing),
            cancellationToken);

    /// <summary>Appends the visible entries of a directory to an empty collection, without <c>.</c> and <c>..</c>, ordered by row.</summary>
    public TreeAnswer TryList(RepositoryNode directory, ICollection<RepositoryNode> entries)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(entries);
        return _tree.List(directory, entries, out _);
    }

    /// <summary>Appends the visible entries of a directory to an empty collection; the value is their number.</summary>
    public async ValueTask<ClientResult<int>> ListAsync(RepositoryNode directory, ICollection<RepositoryNode> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(entries);
        var listed = await AskAsync<(RepositoryNode Directory, ICollection<RepositoryNode> Entries), ICollection<RepositoryNode>>(
            (directory, entries),
            static (RepositoryTree tree, (RepositoryNode Directory, ICollection<RepositoryNode> Entries) ask, out ICollection<RepositoryNode>? result, out CatalogSlot? missing) =>
            {
                result = ask.Entries;
                return tree.List(ask.Directory, ask.Entries, out missing);
            },
            cancellationToken);
        return listed.IsOk ? listed.Value.Count : listed.Failure;
    }

    // Asks, opens the catalog that is missing, and asks again.
    private async ValueTask<ClientResult<TResult>> AskAsync<TState, TResult>(TState state, Question<TState, TResult> question, CancellationToken cancellationToken)
        where TResult : class
    {
        for (var depth = 0; depth < MaxCatalogDepth; depth++)
        {
            switch (question(_tree, state, out var result, out var missing))
            {
                case TreeAnswer.Found:
                    return ClientResult<TResult>.Ok(result!);
                case TreeAnswer.NotFound:
                    return new ClientFailure(ClientFailureKind.NotFound, $"There is no such entry ({state}).");
                case TreeAnswer.NotADirectory:
                    return new ClientFailure(ClientFailureKind.NotADirectory, $"This is no directory ({state}).");
                default:
                    _planner.CatalogMissed(missing!);
                    if (await _catalogs.OpenAsync(missing!, useAlternativePath: false, cancellationToken) is { } failure)
                        return failure;
                    break;
            }
        }

        return new ClientFailure(ClientFailureKind.Catalog, $"The catalogs of {Name} cannot be read ({state}).");
    }
}
