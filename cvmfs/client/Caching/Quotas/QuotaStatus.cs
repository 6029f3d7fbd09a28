namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>Fill of the cache, in bytes. Without a limit, <paramref name="Limit"/> is null and the rest is 0.</summary>
public readonly record struct QuotaStatus(long? Limit, long Used, long Pinned);
