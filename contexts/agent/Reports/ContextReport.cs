namespace CernVM.Contexts.Agent.Reports;

/// <summary>What a run of the context agent did; kept as <c>/run/cernvm/context-report.json</c>.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Source">Where the user-data came from, e.g. <c>NoCloud</c>.</param>
/// <param name="Started">When the run began.</param>
/// <param name="Diagnostics">Findings in the user-data and meta-data.</param>
/// <param name="Stages">The stages that the context asks for, in their order.</param>
public sealed record ContextReport(
    string InstanceId, string Source, DateTimeOffset Started, IReadOnlyList<DiagnosticReport> Diagnostics, IReadOnlyList<StageReport> Stages)
{
    /// <summary>Where it is in the guest.</summary>
    public const string Path = "/run/cernvm/context-report.json";

    /// <summary>True when nothing was wrong with the user-data and no stage failed.</summary>
    public bool IsOk => Diagnostics.All(d => d.Severity != "error") && Stages.All(s => s.Outcome != StageOutcome.Failed);
}
