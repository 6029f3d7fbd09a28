namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Bytes of a file, both ends included.</summary>
internal readonly record struct ProfileRange(long First, long Last);
