using CernVM.Contexts.Agent.Reports;
using CernVM.Contexts.Agent.Stages;

namespace CernVM.Contexts.Agent;

/// <summary>Runs the stages that a context asks for, each on its own: a failure is reported and the next one goes on.</summary>
public sealed class ContextApplier(ContextRun run, Action<StageReport> progress)
{
    /// <summary>Runs the stages of a phase; null means both.</summary>
    public async Task<IReadOnlyList<StageReport>> RunAsync(StagePhase? phase, CancellationToken cancellation)
    {
        run.State.Prepare();
        var reports = new List<StageReport>();
        foreach (var stage in StageList.All.Where(s => (phase is null || s.Phase == phase) && s.IsWanted(run)))
        {
            var report = await RunAsync(stage, cancellation);
            progress(report);
            reports.Add(report);
        }

        return reports;
    }

    private async Task<StageReport> RunAsync(IStage stage, CancellationToken cancellation)
    {
        if (stage.Repeat != StageRepeat.EveryBoot && run.State.IsDone(stage.Name))
            return new StageReport(stage.Name, StageOutcome.DoneEarlier, 0, [], []);
        var start = run.Clock.GetTimestamp();
        var work = new StageWork(stage.Name, run.Log);
        try
        {
            if (stage.Repeat == StageRepeat.Once)
                run.State.MarkDone(stage.Name);
            await stage.RunAsync(run, work, cancellation);
            if (stage.Repeat == StageRepeat.UntilDone && work.Problems.Count == 0)
                run.State.MarkDone(stage.Name);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever went wrong, the machine must still get its other users, keys and commands.
            work.Problem(e.Message);
        }

        var outcome = work.Problems.Count > 0 ? StageOutcome.Failed : work.Changes.Count > 0 ? StageOutcome.Done : StageOutcome.Unchanged;
        return new StageReport(stage.Name, outcome, run.Clock.GetElapsedTime(start).TotalMilliseconds, work.Changes, work.Problems);
    }
}
