using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>What many readers at once mean for the server.</summary>
public sealed class ParallelTests
{
    [Fact(Timeout = 60_000)]
    public async Task Different_objects_come_at_the_same_time()
    {
        var objects = Enumerable.Range(0, 16).Select(i => TestObject.Random(500, i)).ToDictionary(made => made.Name.StorePath);
        var together = new RequestBarrier(16);
        await using var origin = new FakeOrigin(request => FakeReply.Ok(objects[request.Path].Stored) with { After = together.JoinAsync() });
        await using var bench = new FetchBench(TestSettings.Network(origin.Url));

        var read = await Task.WhenAll(objects.Values.Select(made => bench.ReadAsync(made.Wanted)));

        Assert.All(read, result => Assert.Equal(500, result.Value.Length));
        Assert.Equal(16, origin.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_object_comes_once_however_many_want_it()
    {
        var made = TestObject.Random(500);
        var isAsked = new RequestBarrier(1);
        var answer = new TaskCompletionSource();
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(made.Stored) with { After = isAsked.JoinAsync(answer.Task) });
        await using var bench = new FetchBench(TestSettings.Network(origin.Url));

        var readers = Enumerable.Range(0, 32).Select(_ => bench.ReadAsync(made.Wanted)).ToList();
        await isAsked.Met;
        answer.SetResult();

        Assert.All(await Task.WhenAll(readers), result => Assert.Equal(made.Plain, result.Value));
        Assert.Single(origin.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_joined_a_failed_transfer_ahead_tries_in_earnest()
    {
        var made = TestObject.Random(500);
        var isAsked = new RequestBarrier(1);
        var answer = new TaskCompletionSource();
        var requests = 0;
        await using var origin = new FakeOrigin(_ => Interlocked.Increment(ref requests) == 1
            ? new FakeReply { Status = 503, After = isAsked.JoinAsync(answer.Task) }
            : FakeReply.Ok(made.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url));

        var ahead = bench.Fetcher.FetchAheadAsync(made.Wanted).AsTask();
        await isAsked.Met;
        var reader = bench.ReadAsync(made.Wanted);
        answer.SetResult();

        Assert.NotNull(await ahead);
        Assert.Equal(made.Plain, (await reader).Value);
        Assert.Empty(bench.Log);
    }
}
