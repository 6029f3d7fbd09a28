namespace CernVM.Cvmfs.Pac;

/// <summary>Ends a script that demands too much; never leaves the engine.</summary>
internal sealed class PacLimitException(string message) : Exception(message);
