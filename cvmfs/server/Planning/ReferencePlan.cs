using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Catalogs;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>A reference to an existing nested catalog that comes into a catalog or leaves it, with what everything below it counts.</summary>
internal sealed record ReferencePlan(CatalogNode Node, RepositoryPath Path, ContentHash Hash, ulong Size, CounterSet Total, bool IsAdded);
