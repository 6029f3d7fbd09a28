using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Reference to another catalog, nested or bound.</summary>
/// <param name="Path">Where it hangs, from the repository's root.</param>
/// <param name="Hash">Its object; null while the child has not been committed yet.</param>
/// <param name="Size">Plain bytes of its database; 0 when an old catalog does not say.</param>
public sealed record NestedCatalog(RepositoryPath Path, ContentHash Hash, ulong Size);
