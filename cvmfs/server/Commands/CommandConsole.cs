namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Where a command writes, and what time it is.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress, warnings and failures.</param>
/// <param name="IsTerminal">Whether progress may be redrawn in place.</param>
/// <param name="Clock">The time.</param>
public sealed record CommandConsole(TextWriter Out, TextWriter Error, bool IsTerminal, TimeProvider Clock);
