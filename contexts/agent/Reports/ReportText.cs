namespace CernVM.Contexts.Agent.Reports;

/// <summary>The report as lines for the console.</summary>
internal static class ReportText
{
    /// <summary>The whole report.</summary>
    public static IEnumerable<string> Lines(ContextReport report) => report.Stages.SelectMany(Lines).Concat(Summary(report));

    /// <summary>One stage.</summary>
    public static IEnumerable<string> Lines(StageReport stage)
    {
        var outcome = stage.Outcome switch
        {
            StageOutcome.Done => "done",
            StageOutcome.Unchanged => "nothing to change",
            StageOutcome.DoneEarlier => "done on an earlier boot",
            _ => "FAILED",
        };
        yield return $"context: {stage.Name,-16} {stage.Milliseconds,8:0.0} ms  {outcome}";
        foreach (var problem in stage.Problems)
            yield return $"context:   {problem}";
    }

    /// <summary>What was wrong with the documents, and the verdict.</summary>
    public static IEnumerable<string> Summary(ContextReport report)
    {
        foreach (var d in report.Diagnostics)
            yield return $"context: {d.File}:{d.Line}:{d.Column}: {d.Severity} {d.Id}: {d.Message}";
        var failed = report.Stages.Count(s => s.Outcome == StageOutcome.Failed);
        var verdict = failed == 0 ? "all well" : $"{failed} failed, see {Commands.ContextLog.Path}";
        yield return $"context: instance {report.InstanceId}, user-data from {report.Source}: {report.Stages.Count} stage(s), {verdict}";
    }
}
