using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Client;

/// <summary>
/// Read access to one repository: configuration applied, signatures checked, objects fetched and cached, the tree of the current revision answered.
/// Knows nothing of FUSE. All members may be called from any thread. Members named <c>Try…</c> answer from local data without waiting; when they
/// answer <see cref="TreeAnswer.NotLocal"/>, the asynchronous member of the same purpose fetches what is missing.
/// </summary>
public sealed class RepositoryClient : IAsyncDisposable
{
    /// <summary>
    /// Prepares cache and network, verifies the newest manifest (or starts from the breadcrumb when no server answers), and loads the root catalog.
    /// </summary>
    public static Task<ClientResult<RepositoryClient>> OpenAsync(ClientSettings settings, ClientServices services, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Name of the repository.</summary>
    public RepositoryName Name => throw new NotSupportedException();

    /// <summary>What was configured.</summary>
    public ClientSettings Settings => throw new NotSupportedException();

    /// <summary>What was done.</summary>
    public ClientCounters Counters => throw new NotSupportedException();

    /// <summary>The revision shown now.</summary>
    public RepositoryRevision CurrentRevision => throw new NotSupportedException();

    /// <summary>The root directory of the revision shown now.</summary>
    public RepositoryNode Root => throw new NotSupportedException();

    /// <summary>False after the last look for a new revision, or the start, found no server.</summary>
    public bool IsOnline => throw new NotSupportedException();

    /// <summary>One past the largest inode handed out.</summary>
    public ulong InodeLimit => throw new NotSupportedException();

    /// <summary>Finds an entry of a directory.</summary>
    public TreeAnswer TryLookup(RepositoryNode directory, ReadOnlySpan<byte> name, out RepositoryNode? node) => throw new NotSupportedException();

    /// <summary>Finds an entry of a directory.</summary>
    public ValueTask<ClientResult<RepositoryNode>> LookupAsync(RepositoryNode directory, ReadOnlyMemory<byte> name, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The entry behind an inode, of any revision this client has shown. No table of inodes is needed by the caller.</summary>
    public TreeAnswer TryGetNode(Inode inode, out RepositoryNode? node) => throw new NotSupportedException();

    /// <summary>The entry behind an inode, of any revision this client has shown.</summary>
    public ValueTask<ClientResult<RepositoryNode>> GetNodeAsync(Inode inode, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The entry of a path in the current revision.</summary>
    public TreeAnswer TryGetNode(RepositoryPath path, out RepositoryNode? node) => throw new NotSupportedException();

    /// <summary>The entry of a path in the current revision.</summary>
    public ValueTask<ClientResult<RepositoryNode>> GetNodeAsync(RepositoryPath path, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Appends the visible entries of a directory, without <c>.</c> and <c>..</c>, ordered by row.</summary>
    public TreeAnswer TryList(RepositoryNode directory, ICollection<RepositoryNode> entries) => throw new NotSupportedException();

    /// <summary>Appends the visible entries of a directory; the value is their number.</summary>
    public ValueTask<ClientResult<int>> ListAsync(RepositoryNode directory, ICollection<RepositoryNode> entries, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The chunks of a chunked file, in order; empty for other files.</summary>
    public ValueTask<ClientResult<IReadOnlyList<FileChunk>>> GetChunksAsync(RepositoryNode file, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Opens a regular file when that needs no fetching; null otherwise.</summary>
    public OpenObject? TryOpenFile(RepositoryNode file) => throw new NotSupportedException();

    /// <summary>Opens a regular file, fetching it into the cache (chunked files: fetching nothing yet).</summary>
    public ValueTask<ClientResult<OpenObject>> OpenFileAsync(RepositoryNode file, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>When the next look for a new revision is due; null for fixed revisions and without auto update.</summary>
    public DateTimeOffset? NextCheck => throw new NotSupportedException();

    /// <summary>
    /// Looks for a new revision now. A value other than null is verified, its catalogs that are in use are loaded, and it waits for <see cref="Apply"/>.
    /// </summary>
    public ValueTask<ClientResult<PendingRevision?>> CheckForUpdateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Shows the pending revision from now on, at once and without waiting. Open files and known inodes stay usable.</summary>
    public RevisionChange Apply(PendingRevision pending) => throw new NotSupportedException();

    /// <summary>Closes nested catalogs that nobody uses at the moment (<c>detach nested catalogs</c>).</summary>
    public void DetachNestedCatalogs() => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
