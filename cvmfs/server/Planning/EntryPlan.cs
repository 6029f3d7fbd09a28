using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>
/// One catalog row before and after: <see cref="Base"/> null means new, <see cref="Wanted"/> null means gone. When the nodes differ, the row moves from
/// one catalog to another.
/// </summary>
internal sealed record EntryPlan(RepositoryPath Path)
{
    /// <summary>The row as it is now.</summary>
    public DirectoryEntry? Base { get; init; }

    /// <summary>The catalog that holds <see cref="Base"/>; null when that catalog goes away as a whole.</summary>
    public CatalogNode? BaseNode { get; init; }

    /// <summary>Chunks of <see cref="Base"/>, when it has any.</summary>
    public IReadOnlyList<FileChunk> BaseChunks { get; init; } = [];

    /// <summary>The row as it shall be; without hash and size while <see cref="Content"/> is on its way.</summary>
    public DirectoryEntry? Wanted { get; init; }

    /// <summary>The catalog that shall hold <see cref="Wanted"/>.</summary>
    public CatalogNode? WantedNode { get; init; }

    /// <summary>Where hash, size and chunks come from; null when <see cref="Wanted"/> and <see cref="BaseChunks"/> have them already.</summary>
    public ContentJob? Content { get; init; }

    /// <summary>Whether this row takes part in the counts of added, changed and removed; false for the second row of a mountpoint.</summary>
    public bool IsCounted { get; init; } = true;
}
