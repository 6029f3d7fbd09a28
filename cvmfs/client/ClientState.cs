using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client;

/// <summary>
/// What a client must know beside its settings and its cache to go on as another one: the revision, and which inodes mean what. Made by
/// <see cref="RepositoryClient.Save"/>, taken by <see cref="RepositoryClient.OpenAsync"/>.
/// </summary>
public sealed record ClientState
{
    /// <summary>The revision shown.</summary>
    public required RepositoryRevision Revision { get; init; }

    /// <summary>When the next look for a new revision is due, or null.</summary>
    public DateTimeOffset? NextCheck { get; init; }

    /// <summary>Whether the last look found a server.</summary>
    public bool IsOnline { get; init; }

    /// <summary>One past the largest inode that was ever handed out; 0 when that is not known.</summary>
    public ulong InodeLimit { get; init; }

    /// <summary>Catalogs that have inodes, in the order of their inodes.</summary>
    public required IReadOnlyList<SavedCatalog> Catalogs { get; init; }
}

/// <summary>The inodes of one catalog object at one mountpoint.</summary>
/// <param name="Mountpoint">Where its root is shown.</param>
/// <param name="Hash">The object.</param>
/// <param name="Size">Plain bytes of the database, or -1.</param>
/// <param name="Prefix">The prefix that its paths must have; null for bind mountpoints.</param>
/// <param name="InodeOffset">Inode = offset + row id.</param>
/// <param name="InodeCount">Highest row id.</param>
/// <param name="IsRetired">Whether the revision shown does not have it.</param>
/// <param name="References">How often its inodes are remembered outside the client (<see cref="RepositoryNode.Refer"/>).</param>
public sealed record SavedCatalog(
    RepositoryPath Mountpoint, ContentHash Hash, long Size, RepositoryPath? Prefix, ulong InodeOffset, ulong InodeCount, bool IsRetired, long References);
