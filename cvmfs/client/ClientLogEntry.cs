namespace CernVM.Cvmfs.Client;

/// <summary>One event. <paramref name="Id"/> is stable; all ids are in <see cref="ClientLog"/>.</summary>
public readonly record struct ClientLogEntry(ClientLogLevel Level, int Id, string Message);
