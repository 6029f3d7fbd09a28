namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>One start-up.</summary>
/// <param name="Name">For people.</param>
/// <param name="Threshold">Different trigger files that must be opened before the rest is fetched; 0: any file below the profile's directory will do.</param>
/// <param name="Files">What it reads, in order.</param>
internal sealed record ProfileStart(string Name, int Threshold, IReadOnlyList<ProfileFile> Files);
