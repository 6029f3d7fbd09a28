using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>A catalog that may be fetched ahead: its object and its plain bytes, or -1.</summary>
internal readonly record struct CatalogCandidate(ContentHash Hash, long Size);
