using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>The first walk over many nested catalogs, server far away.</summary>
internal sealed class DistantWalkLine : ColdLine
{
    public override string Name => "cold-walk-50ms";

    public override string Title => "cold full metadata walk, 50 ms, 60 nested catalogs";

    public override Goal Goal => Goal.TimesOriginal(5);

    public override int MostRuns => 3;

    protected override TimeSpan RoundTrip => TimeSpan.FromMilliseconds(50);

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) => bench.Publisher.NestedAsync(cancel);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Work.WalkAsync(place.Root, cancel);
}
