using System.Diagnostics;
using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>A line whose every run begins with a mount that has an empty cache.</summary>
internal abstract class ColdLine : BenchmarkLine
{
    /// <summary>Distance of the server.</summary>
    protected virtual TimeSpan RoundTrip => TimeSpan.Zero;

    public override Task<LineSession> OpenAsync(Bench bench, Contender contender, CancellationToken cancel) =>
        Task.FromResult<LineSession>(new Session(this, bench, contender));

    protected abstract Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel);

    /// <summary>What is timed.</summary>
    protected abstract Task WorkAsync(Bench bench, Place place, CancellationToken cancel);

    /// <summary>What the sample shows: by default the time of the work.</summary>
    protected virtual double ValueOf(Place place, double seconds) => seconds;

    private sealed class Session(ColdLine line, Bench bench, Contender contender) : LineSession
    {
        // Not deleted between runs: ext4 looks long for an inode after many were freed, whoever asks for one.
        private readonly List<WorkFolder> _caches = [];

        public override async ValueTask DisposeAsync()
        {
            foreach (var cache in _caches)
                cache.Dispose();
            await base.DisposeAsync();
        }

        public override async Task<Sample> MeasureAsync(CancellationToken cancel)
        {
            var repository = await line.RepositoryAsync(bench, cancel);
            await using var road = bench.RoadOf(line.RoundTrip);
            var cache = bench.NewFolder();
            _caches.Add(cache);
            await using var place = await contender.ShowAsync(repository, road.Port, cache.Path, cancel);
            var cpu = place.CpuSeconds;
            var start = Stopwatch.GetTimestamp();
            await line.WorkAsync(bench, place, cancel);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new Sample(line.ValueOf(place, seconds), place.CpuSeconds - cpu, place.Client?.PeakMebibytes ?? 0);
        }
    }
}
