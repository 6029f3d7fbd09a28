using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Lines;
using CernVM.Benchmarks.Client.Reports;

namespace CernVM.Benchmarks.Client;

/// <summary>Measures lines: the contenders take turns, so that what else the machine does hits them alike.</summary>
internal static class Runner
{
    public static async Task<LineResult> RunAsync(Bench bench, BenchmarkLine line, int runs, CancellationToken cancel)
    {
        var result = new LineResult(line.Name, line.Title, line.Unit, line.Goal);
        var sessions = new List<(ContenderKind Kind, LineSession Session)>();
        try
        {
            foreach (var contender in bench.Contenders.Where(contender => line.ComparesWithPlain || contender.Kind != ContenderKind.Plain))
                sessions.Add((contender.Kind, await line.OpenAsync(bench, contender, cancel)));
            for (var run = 0; run < Math.Min(runs, line.MostRuns); run++)
            {
                foreach (var (kind, session) in sessions)
                {
                    var sample = await session.MeasureAsync(cancel);
                    result.Add(kind, sample);
                    Console.Error.WriteLine(
                        $"[{DateTime.UtcNow:HH:mm:ss}] {line.Name,-24} {kind,-8} {sample.Value,9:0.0000} {line.Unit,-3} cpu {sample.ClientCpu:0.00} s  peak {sample.PeakMebibytes:0.0} MiB");
                }
            }

            return result;
        }
        catch (InvalidOperationException failure)
        {
            // The other lines are measured all the same; the table says why this one is not.
            result.Skipped = failure.Message.ReplaceLineEndings(" ");
            return result;
        }
        finally
        {
            foreach (var (_, session) in sessions)
                await session.DisposeAsync();
        }
    }
}
