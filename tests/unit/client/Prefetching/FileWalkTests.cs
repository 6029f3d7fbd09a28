using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Client.Prefetching.Walks;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

/// <summary>The whole client near its server, and readers of trees in several orders.</summary>
public sealed class FileWalkTests : IDisposable
{
    private const int Recognised = 8;

    private readonly TemporaryFolder _cache = new();
    private readonly SmallRepository _repository = new();

    [Theory(Timeout = 60_000)]
    [InlineData(1, 60)]
    [InlineData(8, 10)]
    [InlineData(40, 2)]
    public async Task Somebody_who_reads_in_order_has_the_next_files_fetched_meanwhile(int directories, int files)
    {
        var paths = AddTree("/t", directories, files);
        var together = new RequestBarrier(2);
        var asked = 0;
        await using var origin = new FakeOrigin(request => _repository.Reply(request) with
        {
            After = Interlocked.Increment(ref asked) <= Recognised ? Task.CompletedTask : together.JoinAsync(),
        });
        await using var client = await OpenAsync(origin);
        foreach (var path in paths)
            await ReadAsync(client, path);
        Assert.Equal(paths.Count + 1, origin.Requests.Count);
        Assert.True(client.Counters.Prefetch.Used > 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Somebody_who_reads_without_order_has_next_to_nothing_fetched()
    {
        var paths = AddTree("/t", 4, 100);
        new Random(1).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(paths));
        await using var origin = new FakeOrigin(_repository.Reply);
        await using var client = await OpenAsync(origin);
        foreach (var path in paths)
            await ReadAsync(client, path);
        Assert.InRange(client.Counters.Prefetch.Fetched, 0, 3 * PrefetchLimits.FirstSteps);
    }

    [Fact(Timeout = 60_000)]
    public async Task Little_is_fetched_behind_the_end_of_what_is_read()
    {
        var paths = AddTree("/a/read", 4, 10);
        AddTree("/a/other", 10, 10);
        AddTree("/b", 10, 10);
        await using var origin = new FakeOrigin(_repository.Reply);
        await using (var client = await OpenAsync(origin))
        {
            foreach (var path in paths)
                await ReadAsync(client, path);
        }

        Assert.InRange(origin.Requests.Count, paths.Count + 1, paths.Count + 1 + FileWalk.MostAhead + PrefetchLimits.StepThreads);
    }

    [Fact(Timeout = 60_000)]
    public async Task Readers_in_order_are_told_apart_by_their_processes()
    {
        var (first, second) = (AddTree("/a", 1, 40), AddTree("/b", 1, 40));
        await using var origin = new FakeOrigin(_repository.Reply);
        await using var client = await OpenAsync(origin);
        for (var i = 0; i < first.Count; i++)
        {
            RequestOrigin.Current = new RequestOrigin(1, 0, 0);
            await ReadAsync(client, first[i]);
            RequestOrigin.Current = new RequestOrigin(2, 0, 0);
            await ReadAsync(client, second[i]);
        }

        Assert.True(client.Counters.Prefetch.Used > FileWalk.MostAhead);
        Assert.Equal(first.Count + second.Count + 1, origin.Requests.Count);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _repository.Dispose();
    }

    private List<string> AddTree(string top, int directories, int files)
    {
        var paths = new List<string>();
        for (var directory = 0; directory < directories; directory++)
        {
            for (var file = 0; file < files; file++)
                paths.Add($"{top}/d{directory:00}/f{file:000}");
        }

        foreach (var path in paths)
            _repository.AddFile(path, $"content of {path}");
        return paths;
    }

    private Task<RepositoryClient> OpenAsync(FakeOrigin origin)
    {
        _repository.Publish();
        return _repository.OpenAsync(origin.Url, _cache.Path, settings => settings with { Prefetch = new() { FarAway = TimeSpan.FromHours(1) } });
    }

    private static async Task ReadAsync(RepositoryClient client, string path)
    {
        var node = await client.GetNodeAsync(RepositoryPath.Parse(path), default);
        Assert.True(node.IsOk, node.Failure?.ToString());
        using var known = client.TryOpenFile(node.Value);
        if (known is not null)
            return;
        var opened = await client.OpenFileAsync(node.Value, default);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        opened.Value.Dispose();
    }
}
