using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>One file of a start-up.</summary>
/// <param name="Path">Where it is, seen from the profile's directory as if that were the root.</param>
/// <param name="IsTrigger">Whether opening it is a sign of this start-up.</param>
/// <param name="Ranges">Bytes that are read, ordered and apart; empty for the whole file.</param>
internal sealed record ProfileFile(RepositoryPath Path, bool IsTrigger, IReadOnlyList<ProfileRange> Ranges);
