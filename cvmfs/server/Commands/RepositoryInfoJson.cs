namespace CernVM.Cvmfs.Server.Commands;

/// <summary>What <c>info</c> tells, as JSON.</summary>
internal sealed record RepositoryInfoJson(
    string Repository,
    ulong Revision,
    string RootCatalog,
    DateTimeOffset? PublishedAt,
    string HashAlgorithm,
    string Storage,
    string Stratum0,
    bool IsGarbageCollectable,
    bool InTransaction,
    DateTimeOffset? WhitelistExpiresAt);
