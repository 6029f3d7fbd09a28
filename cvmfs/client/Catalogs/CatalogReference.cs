using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>A catalog object and where it is shown.</summary>
/// <param name="Mountpoint">Where its root is visible.</param>
/// <param name="Hash">The object.</param>
internal readonly record struct CatalogReference(RepositoryPath Mountpoint, ContentHash Hash);
