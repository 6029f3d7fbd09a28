using System.Collections.Concurrent;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

/// <summary>
/// The whole client against a server that answers only when enough requests wait at once: what must be parallel is, or the test does not end.
/// </summary>
public sealed class PrefetchTests : IDisposable
{
    private const string Prefix = "catalog:";

    private static readonly Task Now = Task.CompletedTask;

    private readonly TemporaryFolder _cache = new();
    private readonly SmallRepository _repository = new() { ChunkSize = 256 * 1024 };

    [Fact(Timeout = 60_000)]
    public async Task A_walk_over_sixty_catalogs_fetches_many_at_once()
    {
        for (var i = 0; i < 60; i++)
        {
            _repository.AddNested($"/p{i:00}");
            _repository.AddFile($"/p{i:00}/file", $"{i}");
        }

        _repository.Publish();
        var first = new RequestBarrier(CatalogWalk.FirstWindow);
        var second = new RequestBarrier(2 * CatalogWalk.FirstWindow);
        var asked = 0;
        await using var origin = Serve(name => !name.StartsWith(Prefix + "/p", StringComparison.Ordinal) ? Now : Interlocked.Increment(ref asked) switch
        {
            < CatalogWalk.Proof => Now,
            < CatalogWalk.Proof + 8 => first.JoinAsync(),
            < 40 => second.JoinAsync(),
            _ => Now,
        });
        await using var client = await OpenAsync(origin);
        Assert.Equal(121, await WalkAsync(client, client.Root));
        Assert.Equal(61, origin.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_files_bring_their_neighbours()
    {
        for (var i = 0; i < 100; i++)
            _repository.AddFile($"/lib/m{i:00}.pyc", $"module {i}");
        _repository.AddFile("/lib/notes.txt", "nobody reads this");
        _repository.Publish();
        var barrier = new RequestBarrier(16);
        var files = 0;
        await using var origin = Serve(name => !name.StartsWith("/lib", StringComparison.Ordinal) || Interlocked.Increment(ref files) < 2 ? Now : barrier.JoinAsync());
        await using var client = await OpenAsync(origin);
        for (var i = 0; i < 100; i++)
            await ReadAsync(client, $"/lib/m{i:00}.pyc");
        Assert.DoesNotContain(origin.Requests, request => _repository.NameOf(request) == "/lib/notes.txt");
        Assert.InRange(client.Counters.Prefetch.Used, 90, 98);
        Assert.Equal(101, origin.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wrong_guess_is_not_followed_up()
    {
        for (var i = 0; i < 1000; i++)
            _repository.AddFile($"/lib/m{i:000}.pyc", $"module {i}");
        _repository.Publish();
        await using var origin = Serve(_ => Now);
        await using (var client = await OpenAsync(origin))
        {
            await ReadAsync(client, "/lib/m100.pyc");
            await ReadAsync(client, "/lib/m500.pyc");
            await ReadAsync(client, "/lib/m900.pyc");
        }

        Assert.InRange(origin.Requests.Count, 4, 4 + PrefetchLimits.FirstGuesses + (3 * PrefetchLimits.GuessesPerUse));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_in_order_has_the_next_chunks_fetched_at_once()
    {
        var content = new byte[(40 * 256 * 1024) - 5];
        new Random(1).NextBytes(content);
        _repository.AddFile("/big", content);
        _repository.Publish();
        var barrier = new RequestBarrier(4);
        var chunks = 0;
        await using var origin = Serve(name => name.StartsWith("/big#", StringComparison.Ordinal) && Interlocked.Increment(ref chunks) > 3 ? barrier.JoinAsync() : Now);
        await using var client = await OpenAsync(origin);
        Assert.Equal(content.Length, await ReadAsync(client, "/big"));
        Assert.Equal(41, origin.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_somebody_waits_for_passes_everything_ahead()
    {
        for (var i = 0; i < 500; i++)
            _repository.AddFile($"/lib/m{i:000}.pyc", $"module {i}");
        _repository.AddFile("/other/wanted", "now");
        _repository.Publish();
        var full = new RequestBarrier(24);
        var never = new TaskCompletionSource();
        await using var origin = Serve(name =>
        {
            if (!name.StartsWith("/lib", StringComparison.Ordinal) || name is "/lib/m000.pyc" or "/lib/m001.pyc")
                return Now;
            return full.JoinAsync(never.Task);
        });
        await using var client = await OpenAsync(origin);
        await ReadAsync(client, "/lib/m000.pyc");
        await ReadAsync(client, "/lib/m001.pyc");
        await full.Met;
        Assert.Equal(3, await ReadAsync(client, "/other/wanted"));
        Assert.Equal(24, full.Waiting);
    }

    [Fact(Timeout = 60_000)]
    public async Task Closing_does_not_wait_for_what_is_on_its_way()
    {
        for (var i = 0; i < 100; i++)
            _repository.AddFile($"/lib/m{i:00}.pyc", $"module {i}");
        _repository.Publish();
        var some = new RequestBarrier(8);
        var never = new TaskCompletionSource();
        await using var origin = Serve(name =>
        {
            if (!name.StartsWith("/lib", StringComparison.Ordinal) || name is "/lib/m00.pyc" or "/lib/m01.pyc")
                return Now;
            return some.JoinAsync(never.Task);
        });
        await using (var client = await OpenAsync(origin))
        {
            await ReadAsync(client, "/lib/m00.pyc");
            await ReadAsync(client, "/lib/m01.pyc");
            await some.Met;
        }

        Assert.Empty(Directory.GetFiles(_cache["txn"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_failure_ahead_is_silent_and_the_file_comes_when_it_is_needed()
    {
        for (var i = 0; i < 40; i++)
            _repository.AddFile($"/lib/m{i:00}.pyc", $"module {i}");
        _repository.Publish();
        var seen = new ConcurrentDictionary<string, int>();
        var log = new ConcurrentQueue<ClientLogEntry>();
        await using var origin = new FakeOrigin(request =>
        {
            var name = _repository.NameOf(request);
            var isFirst = seen.AddOrUpdate(name, 1, (_, count) => count + 1) == 1;
            return name.StartsWith("/lib", StringComparison.Ordinal) && name is not ("/lib/m00.pyc" or "/lib/m01.pyc") && isFirst ? new FakeReply { Status = 503 } : _repository.Reply(request);
        });
        await using var client = await _repository.OpenAsync(origin.Url, _cache.Path, log: log.Enqueue);
        await ReadAsync(client, "/lib/m00.pyc");
        await ReadAsync(client, "/lib/m01.pyc");
        var patience = 0;
        while (client.Counters.Prefetch.Failed == 0)
            await Task.Delay(Math.Min(100, ++patience), TestContext.Current.CancellationToken);
        Assert.Empty(log.Where(entry => entry.Level >= ClientLogLevel.Warning));
        Assert.Equal(0, client.Counters.HostSwitches);
        Assert.Equal("module 02".Length - 1, await ReadAsync(client, "/lib/m02.pyc"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Switched_off_nothing_is_asked_for_that_nobody_needs()
    {
        for (var i = 0; i < 100; i++)
            _repository.AddFile($"/lib/m{i:00}.pyc", $"module {i}");
        _repository.Publish();
        await using var origin = Serve(_ => Now);
        await using var client = await _repository.OpenAsync(origin.Url, _cache.Path, settings => settings with { Prefetch = PrefetchSettings.Off });
        for (var i = 0; i < 10; i++)
            await ReadAsync(client, $"/lib/m{i:00}.pyc");
        Assert.Equal(11, origin.Requests.Count);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _repository.Dispose();
    }

    private FakeOrigin Serve(Func<string, Task> gate) => new(request => _repository.Reply(request) with { After = gate(_repository.NameOf(request)) });

    private Task<RepositoryClient> OpenAsync(FakeOrigin origin) => _repository.OpenAsync(origin.Url, _cache.Path);

    private static async Task<int> WalkAsync(RepositoryClient client, RepositoryNode directory)
    {
        var entries = new List<RepositoryNode>();
        Assert.True((await client.ListAsync(directory, entries, default)).IsOk);
        var count = 1;
        foreach (var entry in entries)
            count += entry.Entry.IsDirectory ? await WalkAsync(client, entry) : 1;
        return count;
    }

    private static async Task<long> ReadAsync(RepositoryClient client, string path)
    {
        var node = await client.GetNodeAsync(RepositoryPath.Parse(path), default);
        Assert.True(node.IsOk, node.Failure?.ToString());
        var opened = await client.OpenFileAsync(node.Value, default);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        using var file = opened.Value;
        var buffer = new byte[128 * 1024];
        long offset = 0;
        while ((await file.ReadAsync(offset, buffer, default)).Value is var read and > 0)
            offset += read;
        return offset;
    }
}
