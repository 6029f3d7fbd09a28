using System.Globalization;
using CernVM.Bootloader.Agent.Terminal;

namespace CernVM.Bootloader.Agent.Boot;

/// <summary>Runs the stages in order, each under its own time limit, and keeps the record of each.</summary>
internal sealed class BootSequence(IReadOnlyList<IBootStage> stages, IRescue rescue, IConsole console, TimeProvider time)
{
    /// <summary>True when every stage did its work or was skipped on purpose; false when the boot was given up.</summary>
    public async Task<bool> RunAsync(BootState state, CancellationToken cancellation)
    {
        long begin = time.GetTimestamp();
        for (int index = 0; index < stages.Count; index++)
            if (!await RunStageAsync(index, begin, state, cancellation).ConfigureAwait(false))
                return false;
        return true;
    }

    private async Task<bool> RunStageAsync(int index, long begin, BootState state, CancellationToken cancellation)
    {
        IBootStage stage = stages[index];
        long stageBegin = time.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            console.Line(string.Create(CultureInfo.InvariantCulture, $"[{index + 1,2}/{stages.Count}] {stage.Name} ..."));
            StageResult result = await RunGuardedAsync(stage, state, cancellation).ConfigureAwait(false);
            double took = time.GetElapsedTime(stageBegin).TotalMilliseconds;
            var record = new StageRecord(
                index + 1, stage.Name, time.GetElapsedTime(begin, stageBegin).TotalMilliseconds, took, attempt,
                result.Failure?.What ?? result.Summary, result.IsOk);
            state.Record(record);
            if (result.Failure is not { } failure)
            {
                console.Line(string.Create(CultureInfo.InvariantCulture, $"        {Text(result.Summary)} ({took:F0} ms)"));
                return true;
            }

            console.Failure(failure);
            switch (rescue.Decide(state, failure))
            {
                case RescueChoice.Continue: return true;
                case RescueChoice.Abandon: return false;
                default: continue;
            }
        }
    }

    private async Task<StageResult> RunGuardedAsync(IBootStage stage, BootState state, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(stage.Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await stage.RunAsync(state, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return StageResult.Failed(
                $"The stage '{stage.Name}' did not end.",
                string.Create(CultureInfo.InvariantCulture, $"Its limit of {stage.Limit.TotalSeconds:F0} s has passed."),
                "Look at the messages above; 'retry' runs the stage again.");
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            // PID 1 must not end: the kernel would panic and take the message with it.
            return StageResult.Failed(
                $"The stage '{stage.Name}' met an error that it does not know.",
                $"{unexpected.GetType().Name}: {unexpected.Message}",
                "This is a fault of the init agent: please report it together with the output of 'log'.");
        }
    }

    private static string Text(string summary) => summary.Length == 0 ? "done" : summary;
}
