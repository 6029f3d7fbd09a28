using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>From the command to the mount, with nothing in the cache.</summary>
internal sealed class ColdStartLine : ColdLine
{
    public override string Name => "start-cold";

    public override string Title => "start to mounted, cold";

    public override Goal Goal => Goal.NotAboveOriginal;

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) => bench.Publisher.RealAsync(cancel);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Task.CompletedTask;

    protected override double ValueOf(Place place, double seconds) => place.StartSeconds;
}
