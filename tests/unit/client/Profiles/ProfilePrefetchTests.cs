using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Profiles;

/// <summary>From a recorded start-up to a start-up whose files come all at once.</summary>
public sealed class ProfilePrefetchTests : IDisposable
{
    private static readonly Task Now = Task.CompletedTask;

    private readonly TemporaryFolder _cache = new();
    private readonly SmallRepository _repository = new() { ChunkSize = 64 * 1024 };

    [Fact(Timeout = 60_000)]
    public async Task A_recorded_start_up_is_fetched_at_once_after_its_first_files()
    {
        AddProgram();
        _repository.Publish();
        string text;
        await using (var plain = Serve(_ => Now))
        await using (var client = await _repository.OpenAsync(plain.Url, _cache["first"], Quiet))
        {
            client.Recorder.Start("the program");
            await StartUpAsync(client);
            var recorded = client.Recorder.Stop(RepositoryPath.Parse("/sw"), onAnyFile: false)!.Value;
            Assert.Equal(62, recorded.Files);
            text = recorded.Text;
            Assert.Null(client.Recorder.Stop(RepositoryPath.Root, onAnyFile: false));
        }

        Assert.Contains("f data/big\t65536-131071\n", text, StringComparison.Ordinal);
        _repository.AddFile("/sw/.cvmfsprofile", text);
        _repository.Publish();
        var together = new RequestBarrier(20);
        var libraries = 0;
        await using var origin = Serve(name => name.Contains("/lib/", StringComparison.Ordinal) && Interlocked.Increment(ref libraries) > 2 ? together.JoinAsync() : Now);
        await using var fast = await _repository.OpenAsync(origin.Url, _cache["second"], Quiet);
        await StartUpAsync(fast);
        Assert.Equal(1, fast.Counters.Prefetch.Profiles);
        Assert.Equal(0, fast.Counters.Prefetch.Failed);
        Assert.DoesNotContain(origin.Requests, request => _repository.NameOf(request) is "/sw/unused" or "/sw/data/big#0" or "/sw/data/big#2");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_profile_that_begins_with_any_file_is_the_whole_start()
    {
        AddProgram();
        _repository.AddFile("/sw/.cvmfsprofile", "cvmfs-access-profile 1\nstart 0 boot\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"f pkg{i % 6}/lib/m{i}.so\n")) + "f gone\n");
        _repository.Publish();
        var together = new RequestBarrier(20);
        await using var origin = Serve(name => name.Contains("/lib/", StringComparison.Ordinal) ? together.JoinAsync() : Now);
        await using var client = await _repository.OpenAsync(origin.Url, _cache.Path, Quiet);
        await ReadAsync(client, "/sw/bin/program");
        await together.Met;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_bundle_of_the_original_brings_what_it_names()
    {
        AddProgram();
        _repository.AddFile("/sw/bin/.cvmfsbundle-program", """{"name":"B","version":"1.0.0","encoding":"UTF-8","dependencies":["/sw/pkg1/lib/m1.so","/sw/data/big"]}""");
        _repository.Publish();
        var together = new RequestBarrier(2);
        await using var origin = Serve(name => name is "/sw/pkg1/lib/m1.so" or "/sw/data/big#0" ? together.JoinAsync() : Now);
        await using var client = await _repository.OpenAsync(origin.Url, _cache.Path, Quiet);
        await ReadAsync(client, "/sw/bin/program");
        await together.Met;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_profile_is_refused_and_everything_works_without()
    {
        AddProgram();
        _repository.AddFile("/sw/.cvmfsprofile", "cvmfs-access-profile 1\nnonsense\n");
        _repository.Publish();
        var refused = new TaskCompletionSource<ClientLogEntry>();
        await using var origin = Serve(_ => Now);
        await using var client = await _repository.OpenAsync(origin.Url, _cache.Path, Quiet, entry =>
        {
            if (entry.Message.Contains("PRF004", StringComparison.Ordinal))
                refused.TrySetResult(entry);
        });
        await StartUpAsync(client);
        Assert.Contains("/sw/.cvmfsprofile", (await refused.Task).Message, StringComparison.Ordinal);
        Assert.Equal(1, client.Counters.Prefetch.Failed);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _repository.Dispose();
    }

    // Neighbours would hide what the profile does.
    private static ClientSettings Quiet(ClientSettings settings) => settings with { Prefetch = settings.Prefetch with { Neighbours = false, ReadAhead = 0 } };

    private void AddProgram()
    {
        _repository.AddFile("/sw/bin/program", "the program");
        _repository.AddFile("/sw/unused", "nobody reads this");
        var content = new byte[3 * 64 * 1024];
        new Random(3).NextBytes(content);
        _repository.AddFile("/sw/data/big", content);
        for (var i = 0; i < 6; i++)
            _repository.AddNested($"/sw/pkg{i}");
        for (var i = 0; i < 60; i++)
            _repository.AddFile($"/sw/pkg{i % 6}/lib/m{i}.so", $"library {i}");
    }

    private FakeOrigin Serve(Func<string, Task> gate) => new(request => _repository.Reply(request) with { After = gate(_repository.NameOf(request)) });

    private static async Task StartUpAsync(RepositoryClient client)
    {
        await ReadAsync(client, "/sw/bin/program");
        for (var i = 0; i < 60; i++)
            await ReadAsync(client, $"/sw/pkg{i % 6}/lib/m{i}.so");
        var big = await OpenAsync(client, "/sw/data/big");
        using (big)
            Assert.Equal(100, (await big.ReadAsync(70_000, new byte[100], default)).Value);
    }

    private static async Task ReadAsync(RepositoryClient client, string path)
    {
        using var file = await OpenAsync(client, path);
        Assert.True((await file.ReadAsync(0, new byte[16], default)).Value > 0);
    }

    private static async Task<OpenObject> OpenAsync(RepositoryClient client, string path)
    {
        var node = await client.GetNodeAsync(RepositoryPath.Parse(path), default);
        Assert.True(node.IsOk, node.Failure?.ToString());
        var opened = await client.OpenFileAsync(node.Value, default);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        return opened.Value;
    }
}
