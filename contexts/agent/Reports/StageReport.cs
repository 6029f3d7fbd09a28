namespace CernVM.Contexts.Agent.Reports;

/// <summary>What one stage did.</summary>
/// <param name="Name">Name of the stage.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Changes">What it changed.</param>
/// <param name="Problems">What failed.</param>
public sealed record StageReport(string Name, StageOutcome Outcome, double Milliseconds, IReadOnlyList<string> Changes, IReadOnlyList<string> Problems);
