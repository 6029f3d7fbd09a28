using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>The same walk again.</summary>
internal sealed class WarmWalkLine : WarmLine
{
    public override string Name => "warm-walk";

    public override string Title => "warm repeated walk";

    public override Goal Goal => Goal.OverPlain(0.10);

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) => bench.Publisher.RealAsync(cancel);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Work.WalkAsync(place.Root, cancel);
}
