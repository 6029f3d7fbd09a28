using System.Net;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats.Compression;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>Servers that refuse, stall, truncate, corrupt and lie; what comes out is right bytes or a failure, and nothing else reaches the cache.</summary>
/// <remarks>Each way of fetching has to pass them.</remarks>
public abstract class FaultTests
{
    private static readonly TestObject Content = TestObject.Random(50_000);

    public static TheoryData<string, ClientFailureKind> Faults => new()
    {
        { "missing", ClientFailureKind.ObjectMissing },
        { "error", ClientFailureKind.ObjectMissing },
        { "truncated", ClientFailureKind.Network },
        { "stalled", ClientFailureKind.Network },
        { "too long announced", ClientFailureKind.Network },
        { "too short announced", ClientFailureKind.Corrupt },
        { "bit flipped", ClientFailureKind.Corrupt },
        { "other object", ClientFailureKind.Corrupt },
        { "bomb", ClientFailureKind.Corrupt },
        { "no zlib", ClientFailureKind.Corrupt },
        { "empty", ClientFailureKind.Corrupt },
        { "trailing bytes", ClientFailureKind.Corrupt },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_server_alone_gives_a_failure(string fault, ClientFailureKind expected)
    {
        await using var origin = new FakeOrigin(_ => Reply(fault));
        await using var bench = NewBench(Short(origin.Url));
        var read = await bench.ReadAsync(Content.Wanted);
        Assert.False(read.IsOk);
        Assert.Equal(expected, read.Failure.Kind);
        Assert.Contains(origin.Url.ToString(), read.Failure.Message, StringComparison.Ordinal);
        Assert.False(bench.Cache.Contains(Content.Name.Hash));
        Assert.Empty(Directory.GetFiles(bench.Cache.Transactions));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public async Task The_next_server_makes_it_good(string fault, ClientFailureKind expected)
    {
        Assert.NotEqual(ClientFailureKind.Unknown, expected);
        await using var bad = new FakeOrigin(_ => Reply(fault));
        await using var good = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = NewBench(Short(bad.Url, good.Url));
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(good.Url, bench.Routes.Current().Server);
        Assert.Equal(1, bench.Counters.HostSwitches);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_refuses_connections_is_left()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var dead = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}/cvmfs/x");
        closed.Stop();
        await using var good = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = NewBench(Short(dead, good.Url));
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task Corrupt_bytes_are_asked_for_again_past_the_caches()
    {
        await using var origin = new FakeOrigin(request => FakeReply.Ok(request.Headers.ContainsKey("Pragma") ? Content.Stored : [1, 2, 3]));
        await using var bench = NewBench(Short(origin.Url));
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(2, origin.Requests.Count);
        Assert.Equal("no-cache", origin.Requests.Last().Headers["Cache-Control"]);
        Assert.Contains(bench.Log, entry => entry.Id == 104);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_failing_proxy_is_replaced_and_the_server_kept()
    {
        await using var badProxy = new FakeOrigin(_ => new FakeReply { Status = 503, ExtraHeaders = "X-Squid-Error: ERR_CONNECT_FAIL 111\r\n" });
        await using var goodProxy = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        var server = new Uri("http://127.0.0.1:9/cvmfs/test.example.org");
        var network = Short(server) with { Proxies = ProxyList.Parse($"http://127.0.0.1:{badProxy.Port};http://127.0.0.1:{goodProxy.Port}", out _)! };
        await using var bench = NewBench(network);
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(server, bench.Routes.Current().Server);
        Assert.Equal(1, bench.Counters.ProxySwitches);
        Assert.StartsWith(server.ToString(), goodProxy.Requests.First().Target, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_requests_for_one_object_download_once()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = NewBench(Short(origin.Url));
        var reads = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => bench.ReadAsync(Content.Wanted))));
        Assert.All(reads, read => Assert.Equal(Content.Plain, read.Value));
        Assert.Single(origin.Requests);
        Assert.Equal(1, bench.Counters.Downloads);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_waiter_does_not_cancel_the_others()
    {
        using var release = new ManualResetEventSlim();
        await using var origin = new FakeOrigin(_ =>
        {
            release.Wait();
            return FakeReply.Ok(Content.Stored);
        });
        await using var bench = NewBench(Short(origin.Url) with { DirectTimeout = TimeSpan.FromSeconds(30) });
        using var impatient = new CancellationTokenSource();
        var first = bench.Fetcher.OpenAsync(Content.Wanted, impatient.Token).AsTask();
        var second = bench.ReadAsync(Content.Wanted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.Set();
        Assert.Equal(Content.Plain, (await second).Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task Files_come_from_local_folders_too()
    {
        using var folder = new TemporaryFolder();
        var path = folder[Content.Name.StorePath];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, Content.Stored);
        await using var bench = NewBench(Short(new Uri("file://" + folder.Path)));
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(ClientFailureKind.ObjectMissing, (await bench.ReadAsync(TestObject.Random(10, seed: 1).Wanted)).Failure!.Kind);
    }

    [Fact(Timeout = 60_000)]
    public async Task Uncompressed_objects_are_verified_as_they_are()
    {
        var hash = Formats.Hashing.ContentHash.Compute(Formats.Hashing.ContentHashAlgorithm.Shake128, Content.Plain);
        var wanted = Content.Wanted with { Name = new(hash, Formats.Hashing.ObjectKind.Bulk), Compression = CompressionAlgorithm.None };
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Plain));
        await using var bench = NewBench(Short(origin.Url));
        Assert.Equal(Content.Plain, (await bench.ReadAsync(wanted)).Value);
        Assert.EndsWith("-shake128", origin.Requests.First().Path, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Requests_carry_the_headers_of_the_original()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = NewBench(Short(origin.Url) with { SendInfoHeader = true });
        await bench.ReadAsync(Content.Wanted with { Description = "/a b" });
        var headers = origin.Requests.First().Headers;
        Assert.StartsWith("cvmfs ", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("/a%20b", headers["cvmfs-info"]);
        Assert.Equal("Keep-Alive", headers["Connection"]);
        Assert.False(headers.ContainsKey("Pragma"));
        Assert.False(headers.ContainsKey("traceparent"));
    }

    /// <summary>A bench that fetches in the way that is tested.</summary>
    private protected abstract FetchBench NewBench(NetworkSettings network);

    private static NetworkSettings Short(params Uri[] servers) => TestSettings.Network(servers) with { DirectTimeout = TimeSpan.FromSeconds(1) };

    private static FakeReply Reply(string fault)
    {
        var flipped = (byte[])Content.Stored.Clone();
        flipped[^1000] ^= 1;
        return fault switch
        {
            "missing" => FakeReply.NotFound,
            "error" => new FakeReply { Status = 500 },
            "truncated" => new FakeReply { Body = Content.Stored, CutAfter = 1000 },
            "stalled" => new FakeReply { Body = Content.Stored, StallAfter = 1000 },
            "too long announced" => new FakeReply { Body = Content.Stored, AnnouncedLength = Content.Stored.Length + 10 },
            "too short announced" => new FakeReply { Body = Content.Stored, AnnouncedLength = 100 },
            "bit flipped" => FakeReply.Ok(flipped),
            "other object" => FakeReply.Ok(TestObject.Random(50_000, seed: 7).Stored),
            "bomb" => FakeReply.Ok(new TestObject(new byte[5_000_000]).Stored),
            "no zlib" => FakeReply.Ok("<html>captive portal</html>"u8.ToArray()),
            "trailing bytes" => FakeReply.Ok([.. Content.Stored, 1, 2, 3]),
            _ => FakeReply.Ok([]),
        };
    }
}
