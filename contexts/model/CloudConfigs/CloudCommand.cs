namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>One entry of <c>bootcmd</c> or <c>runcmd</c>.</summary>
/// <param name="Arguments">The program and its arguments, or the one line for the shell.</param>
/// <param name="IsShellLine">True when the entry was a text, which <c>sh -c</c> runs.</param>
public sealed record CloudCommand(IReadOnlyList<string> Arguments, bool IsShellLine);
