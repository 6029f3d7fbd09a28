using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Processes;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>64 processes at once, each walking everything and reading a part.</summary>
internal sealed class ManyProcessesLine : WarmLine
{
    private const int Processes = 64;
    private const int Files = 300;

    private const string Script = """
        n=0
        while [ $n -lt $3 ]; do
            (cd "$1" && find . -printf '%s\n' > /dev/null && xargs -a "$2" cat > /dev/null) &
            n=$((n + 1))
        done
        wait
        """;

    public override string Name => "64-processes";

    public override string Title => "64 processes walking and reading, warm";

    public override Goal Goal => Goal.OverPlain(0.10);

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) => bench.Publisher.NestedAsync(cancel);

    protected override async Task WorkAsync(Bench bench, Place place, CancellationToken cancel)
    {
        var repository = await bench.Publisher.NestedAsync(cancel);
        await Command.ShellAsync(Script, [place.Root, Work.List(bench.Notes, repository.Source, Files), $"{Processes}"], cancel);
    }
}
