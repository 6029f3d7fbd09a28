using System.Diagnostics;
using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>A line that is repeated on one mount; the first time is not counted.</summary>
internal abstract class WarmLine : BenchmarkLine
{
    public override bool ComparesWithPlain => true;

    public override async Task<LineSession> OpenAsync(Bench bench, Contender contender, CancellationToken cancel)
    {
        var repository = await RepositoryAsync(bench, cancel);
        var place = await contender.ShowAsync(repository, bench.ServerPort, bench.KeptCache(contender.Kind, repository), cancel);
        try
        {
            await WarmUpAsync(bench, place, cancel);
            return new Session(this, bench, place);
        }
        catch
        {
            await place.DisposeAsync();
            throw;
        }
    }

    protected abstract Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel);

    /// <summary>What is timed.</summary>
    protected abstract Task WorkAsync(Bench bench, Place place, CancellationToken cancel);

    /// <summary>What makes it warm; by default the work itself.</summary>
    protected virtual Task WarmUpAsync(Bench bench, Place place, CancellationToken cancel) => WorkAsync(bench, place, cancel);

    private sealed class Session(WarmLine line, Bench bench, Place place) : LineSession
    {
        public override async Task<Sample> MeasureAsync(CancellationToken cancel)
        {
            var cpu = place.CpuSeconds;
            var start = Stopwatch.GetTimestamp();
            await line.WorkAsync(bench, place, cancel);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new Sample(seconds, place.CpuSeconds - cpu, place.Client?.PeakMebibytes ?? 0);
        }

        public override async ValueTask DisposeAsync()
        {
            await place.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
