using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client;

/// <summary>A catalog as its users see it.</summary>
/// <param name="Hash">The object.</param>
/// <param name="Mountpoint">Where it hangs.</param>
/// <param name="Counters">What it and the catalogs below it count.</param>
public sealed record CatalogSummary(ContentHash Hash, RepositoryPath Mountpoint, CounterSet Counters);

/// <summary>A catalog that is open.</summary>
/// <param name="Mountpoint">Where it hangs.</param>
/// <param name="Level">Open catalogs above it.</param>
public readonly record struct OpenCatalog(RepositoryPath Mountpoint, int Level);
