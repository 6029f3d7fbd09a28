using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>The first walk over a repository, server next door.</summary>
internal sealed class ColdWalkLine : ColdLine
{
    public override string Name => "cold-walk";

    public override string Title => "cold full metadata walk, 0 ms";

    public override Goal Goal => Goal.TimesOriginal(2.5);

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) => bench.Publisher.RealAsync(cancel);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Work.WalkAsync(place.Root, cancel);
}
