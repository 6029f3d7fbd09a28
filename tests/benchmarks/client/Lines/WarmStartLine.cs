using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>From the command to the mount, with a cache that has everything which that needs.</summary>
internal sealed class WarmStartLine : BenchmarkLine
{
    public override string Name => "start-warm";

    public override string Title => "start to mounted, warm";

    public override Goal Goal => Goal.NotAboveOriginal;

    public override async Task<LineSession> OpenAsync(Bench bench, Contender contender, CancellationToken cancel)
    {
        var repository = await bench.Publisher.RealAsync(cancel);
        var cache = bench.NewFolder();
        await using var first = await contender.ShowAsync(repository, bench.ServerPort, cache.Path, cancel);
        return new Session(bench, contender, repository, cache);
    }

    private sealed class Session(Bench bench, Contender contender, PublishedRepository repository, WorkFolder cache) : LineSession
    {
        public override async Task<Sample> MeasureAsync(CancellationToken cancel)
        {
            await using var place = await contender.ShowAsync(repository, bench.ServerPort, cache.Path, cancel);
            return new Sample(place.StartSeconds, place.CpuSeconds, place.Client?.PeakMebibytes ?? 0);
        }

        public override ValueTask DisposeAsync()
        {
            cache.Dispose();
            return base.DisposeAsync();
        }
    }
}
