using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Catalogs;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>A directory to plan.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsInSource">Whether the source speaks about it.</param>
/// <param name="IsReplaced">Whether what the source says is all there is, because a directory above it replaces the former one.</param>
/// <param name="BaseRow">Its row as it is now, in the parent's catalog; null when it is new.</param>
/// <param name="Holder">The catalog that holds <paramref name="BaseRow"/>.</param>
/// <param name="Parent">The catalog that shall hold its row; for the root the root catalog itself.</param>
internal sealed record DirectoryVisit(
    RepositoryPath Path, bool IsInSource, bool IsReplaced, DirectoryEntry? BaseRow, BaseCatalog? Holder, CatalogNode Parent);
