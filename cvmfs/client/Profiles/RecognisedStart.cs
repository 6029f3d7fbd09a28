using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>A start-up that is under way.</summary>
/// <param name="Anchor">The directory that its profile speaks of.</param>
/// <param name="Start">What it will read.</param>
internal readonly record struct RecognisedStart(RepositoryPath Anchor, ProfileStart Start);
