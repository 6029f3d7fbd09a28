using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Processes;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>An import of more than 1,000 files from a server far away.</summary>
internal sealed class PythonImportLine(bool withProfile) : ColdLine
{
    public override string Name => withProfile ? "python-100ms-profile" : "python-100ms-plain";

    public override string Title => $"cold python3 import of {Publisher.PythonPackages * (Publisher.PythonModules + 1)} files, 100 ms, {(withProfile ? "with" : "without")} a profile";

    public override Goal Goal => Goal.TimesOriginal(withProfile ? 8 : 2);

    public override int MostRuns => 1;

    protected override TimeSpan RoundTrip => TimeSpan.FromMilliseconds(100);

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) => withProfile
        ? bench.Publisher.ProfiledPythonAsync(repository => RecordAsync(bench, repository, cancel), cancel)
        : bench.Publisher.PythonAsync(cancel);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => ImportAsync(place, cancel);

    private static async Task RecordAsync(Bench bench, PublishedRepository repository, CancellationToken cancel)
    {
        using var cache = bench.NewFolder();
        await bench.Profiles.RecordAsync(repository, bench.ServerPort, cache.Path, place => ImportAsync(place, cancel), cancel);
    }

    private static Task ImportAsync(Place place, CancellationToken cancel) =>
        Command.ShellAsync("cd / && python3 -S -E -c 'import sys; sys.path.insert(0, sys.argv[1]); import bench' \"$1\"", [place.Root], cancel);
}
