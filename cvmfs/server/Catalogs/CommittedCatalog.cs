using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Catalogs;

/// <summary>A stored catalog: its object, plain bytes of its database, and what it and everything below it counts.</summary>
internal sealed record CommittedCatalog(ContentHash Hash, ulong Size, CounterSet Total);
