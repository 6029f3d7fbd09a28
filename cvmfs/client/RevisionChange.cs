namespace CernVM.Cvmfs.Client;

/// <summary>What a change of revision means for those who remember answers.</summary>
/// <param name="Old">The revision that was left.</param>
/// <param name="New">The revision shown from now on.</param>
/// <param name="Retired">Catalogs whose inodes must be forgotten; those not listed are the same in both revisions.</param>
public sealed record RevisionChange(RepositoryRevision Old, RepositoryRevision New, IReadOnlyList<InodeRange> Retired);
