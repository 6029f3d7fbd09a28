namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>A child that ended.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="ExitCode">Its code, or 128 plus the signal that killed it, as a shell counts.</param>
public readonly record struct ExitedChild(int ProcessId, int ExitCode);
