using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Fetching.Blocking;

/// <summary>Transfers that the reading thread carries by itself, as threads of a mount do.</summary>
public sealed class BlockingFaultTests : FaultTests
{
    private static readonly TestObject Content = TestObject.Random(50_000);

    [Fact(Timeout = 60_000)]
    public async Task An_answer_without_length_is_taken_in_the_ordinary_way()
    {
        byte[] chunked = [.. Encoding.ASCII.GetBytes($"{Content.Stored.Length:x}\r\n"), .. Content.Stored, .. "\r\n0\r\n\r\n"u8];
        await using var origin = new FakeOrigin(_ => new FakeReply { Body = chunked, ExtraHeaders = "Transfer-Encoding: chunked\r\n" });
        await using var bench = NewBench(TestSettings.Network(origin.Url));
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(0, bench.Counters.DownloadErrors);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_that_the_server_closed_meanwhile_is_made_anew()
    {
        var first = TestObject.Random(500, seed: 1);
        await using var origin = new FakeOrigin(request => request.Path == first.Name.StorePath
            ? new FakeReply { Body = first.Stored, CutAfter = first.Stored.Length }
            : FakeReply.Ok(Content.Stored));
        await using var bench = NewBench(TestSettings.Network(origin.Url));
        Assert.Equal(first.Plain, (await bench.ReadAsync(first.Wanted)).Value);
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(0, bench.Counters.DownloadErrors);
    }

    [Fact(Timeout = 60_000)]
    public async Task When_the_reader_is_interrupted_the_transfer_goes_on_for_others()
    {
        var isAsked = new RequestBarrier(1);
        var requests = 0;
        var never = new TaskCompletionSource();
        await using var origin = new FakeOrigin(_ => Interlocked.Increment(ref requests) == 1
            ? FakeReply.Ok(Content.Stored) with { After = isAsked.JoinAsync(never.Task) }
            : FakeReply.Ok(Content.Stored));
        await using var bench = NewBench(TestSettings.Network(origin.Url));
        using var impatient = new CancellationTokenSource();

        var interrupted = bench.OpenBlockingAsync(Content.Wanted, impatient.Token);
        await isAsked.Met;
        var other = bench.ReadAsync(Content.Wanted);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted);
        Assert.Equal(Content.Plain, (await other).Value);
        Assert.Equal(2, origin.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_objects_in_a_row_leave_no_file_behind()
    {
        var objects = Enumerable.Range(0, 40).Select(seed => TestObject.Random(2000, seed)).ToDictionary(made => made.Name.StorePath);
        await using var origin = new FakeOrigin(request => FakeReply.Ok(objects[request.Path].Stored));
        var transactions = "";
        await using (var bench = NewBench(TestSettings.Network(origin.Url)))
        {
            foreach (var made in objects.Values)
                Assert.Equal(made.Plain, (await bench.ReadAsync(made.Wanted)).Value);
            transactions = bench.Cache.Transactions;
            bench.Cache.Dispose();
            Assert.Empty(Directory.GetFiles(transactions));
        }
    }

    private protected override FetchBench NewBench(NetworkSettings network) => new(network, blocks: true);
}
