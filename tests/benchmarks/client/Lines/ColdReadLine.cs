using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>Many small files for the first time.</summary>
internal sealed class ColdReadLine : ColdLine
{
    private const int Files = 2000;

    public override string Name => "cold-read";

    public override string Title => "cold read of 2,000 files, 0 ms";

    public override Goal Goal => Goal.TimesOriginal(2);

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) => bench.Publisher.RealAsync(cancel);

    protected override async Task WorkAsync(Bench bench, Place place, CancellationToken cancel)
    {
        var repository = await bench.Publisher.RealAsync(cancel);
        await Work.ReadAsync(place.Root, Work.List(bench.Notes, repository.Source, Files), cancel);
    }
}
