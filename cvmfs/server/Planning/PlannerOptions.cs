using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Choices of the planner.</summary>
/// <param name="Now">Time of the publish, for entries that have no time of their own.</param>
/// <param name="EmptyContent">The stored object of an empty file, for files that the publisher itself makes.</param>
/// <param name="TemporaryDirectory">Where working copies of catalogs are made.</param>
/// <param name="TrustsTimes">Whether a file with the recorded size and modification time counts as unchanged without being read.</param>
/// <param name="IgnoresSpecialFiles">Whether devices, fifos and sockets are left out (CVMFS_IGNORE_SPECIAL_FILES).</param>
internal sealed record PlannerOptions(DateTimeOffset Now, StoredContent EmptyContent, string TemporaryDirectory, bool TrustsTimes = false, bool IgnoresSpecialFiles = false);
