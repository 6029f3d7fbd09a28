using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>What the client occupies when everything was looked at once.</summary>
internal sealed class MemoryLine(bool million) : ColdLine
{
    public override string Name => million ? "memory-million" : "memory-walk";

    public override string Title => million ? "resident memory with 1,000,000 entries seen" : "resident memory after the full walk";

    public override Goal Goal => Goal.AtMost(million ? 120 : 32, Unit);

    public override string Unit => "MiB";

    public override int MostRuns => million ? 1 : 3;

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) =>
        million ? bench.Publisher.MillionAsync(cancel) : bench.Publisher.RealAsync(cancel);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Work.WalkAsync(place.Root, cancel);

    protected override double ValueOf(Place place, double seconds) => place.Client?.ResidentMebibytes ?? 0;
}
