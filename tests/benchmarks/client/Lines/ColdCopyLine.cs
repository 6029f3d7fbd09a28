using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>A directory with many small files that is read from its beginning to its end for the first time.</summary>
internal sealed class ColdCopyLine(int milliseconds) : ColdLine
{
    private const int Files = 2000;

    private string? _directory;

    public override string Name => $"cold-copy-{milliseconds}";

    public override string Title => $"cold copy of a directory of 2,000 files or more, {milliseconds} ms";

    public override Goal Goal => Goal.TimesOriginal(2);

    protected override TimeSpan RoundTrip => TimeSpan.FromMilliseconds(milliseconds);

    protected override async Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel)
    {
        var repository = await bench.Publisher.RealAsync(cancel);
        _directory ??= Path.GetRelativePath(repository.Source, Work.DirectoryOf(repository.Source, Files));
        return repository;
    }

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Work.CopyAsync(Path.Combine(place.Root, _directory!), cancel);
}
