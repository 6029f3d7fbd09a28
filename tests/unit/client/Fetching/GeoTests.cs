using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Fetching.Geo;
using CernVM.Cvmfs.Client.Fetching.Routing;
using CernVM.Cvmfs.Client.Tests.Support;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>The Geo API: what is asked, what is believed, and that a failing one changes nothing.</summary>
public sealed class GeoTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2,1,3\n", 3, "1,0,2")]
    [InlineData("1", 1, "0")]
    [InlineData("1\n", 1, "0")]
    [InlineData("", 1, null)]
    [InlineData("1,2", 3, null)]
    [InlineData("1,2,3,4", 3, null)]
    [InlineData("1,1,3", 3, null)]
    [InlineData("0,1,2", 3, null)]
    [InlineData("1,,2", 3, null)]
    [InlineData("1,2,99999999999999999999", 3, null)]
    [InlineData("3, 2, 1", 3, null)]
    [InlineData("<html>", 3, null)]
    public void Replies_are_orders_or_nothing(string text, int count, string? expected) =>
        Assert.Equal(expected, GeoReply.Parse(Encoding.UTF8.GetBytes(text), count) is { } order ? string.Join(',', order) : null);

    [Fact]
    public void Any_order_survives_and_any_bytes_are_harmless()
    {
        Gen.Int[1, 30].SelectMany(count => Gen.Shuffle(Enumerable.Range(0, count).ToArray()))
            .Sample(order => GeoReply.Parse(Encoding.ASCII.GetBytes(string.Join(',', order.Select(place => place + 1)) + "\n"), order.Length)!.SequenceEqual(order));
        Gen.Select(Gen.OneOf(Gen.Byte, Gen.Int[0, 3].Select(i => ",12\n"u8[i])).Array[0, 40], Gen.Int[1, 5])
            .Sample((bytes, count) => GeoReply.Parse(bytes, count) is not { } order || order.Order().SequenceEqual(Enumerable.Range(0, count)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Servers_are_ordered_as_one_of_them_says()
    {
        // Names in the request are sorted, so that all clients of a site ask the same.
        await using var origin = new FakeOrigin(request => request.Path.StartsWith("api/", StringComparison.Ordinal) ? FakeReply.Ok("2,1\n"u8.ToArray()) : FakeReply.NotFound);
        var other = new Uri($"http://localhost:{origin.Port}/cvmfs/test.example.org");
        await using var bench = new FetchBench(Short(other, origin.Url) with { UseGeoApi = true, GeoCaller = null });
        Assert.Null(await bench.Network.StartAsync(null, Cancel));
        Assert.Equal([(other, HostProbe.Geographic), (origin.Url, HostProbe.Geographic)], bench.Routes.Servers.Hosts.Select(host => (host.Url, host.Probe)));
        Assert.Matches("^api/v1[.]0/geo/[0-9a-f-]{36}/127[.]0[.]0[.]1,localhost$", origin.Requests.Single().Path);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_callers_name_is_that_of_its_proxy_or_forced()
    {
        await using var proxy = new FakeOrigin(_ => FakeReply.Ok("1,2\n"u8.ToArray()));
        foreach (var (template, expected) in new[] { ((string?)null, "localhost"), ("site.example.org", "site.example.org") })
        {
            var network = Short(new Uri("http://one.example.org/cvmfs/test.example.org"), new Uri("http://two.example.org/cvmfs/test.example.org")) with
            {
                Proxies = ProxyList.Parse($"http://localhost:{proxy.Port}", out _)!,
                UseGeoApi = true,
                GeoCaller = template,
            };
            await using var bench = new FetchBench(network);
            await bench.Network.StartAsync(null, Cancel);
            Assert.Equal($"api/v1.0/geo/{expected}/one.example.org,two.example.org", proxy.Requests.Last().Path);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Fallback_proxies_are_ordered_too_and_never_asked_themselves()
    {
        await using var origin = new FakeOrigin(request => request.Path.StartsWith("api/", StringComparison.Ordinal) ? FakeReply.Ok("5,2,1,3,4\n"u8.ToArray()) : FakeReply.NotFound);
        var other = new Uri($"http://localhost:{origin.Port}/cvmfs/test.example.org");
        var network = Short(origin.Url, other) with
        {
            FallbackProxies = ProxyList.Parse("http://192.0.2.1:1;http://192.0.2.2:1", out _),
            UseGeoApi = true,
        };
        await using var bench = new FetchBench(network);
        await bench.Network.StartAsync(null, Cancel);
        Assert.EndsWith("/127.0.0.1,localhost,+PXYSEP+,192.0.2.1,192.0.2.2", origin.Requests.Single().Path, StringComparison.Ordinal);
        Assert.Equal([other, origin.Url], bench.Routes.Servers.Hosts.Select(host => host.Url));
        Assert.Equal(["http://192.0.2.2:1", "http://192.0.2.1:1"], bench.Routes.Proxies.Groups.Select(group => group[0].Url));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(404, "")]
    [InlineData(500, "")]
    [InlineData(200, "1,2,3")]
    [InlineData(200, "<html>captive portal</html>")]
    public async Task A_useless_answer_leaves_the_configured_order(int status, string body)
    {
        await using var origin = new FakeOrigin(_ => new FakeReply { Status = status, Body = Encoding.ASCII.GetBytes(body) });
        var other = new Uri($"http://localhost:{origin.Port}/cvmfs/test.example.org");
        await using var bench = new FetchBench(Short(other, origin.Url) with { UseGeoApi = true });
        Assert.Null(await bench.Network.StartAsync(null, Cancel));
        Assert.Equal([(other, HostProbe.Unprobed), (origin.Url, HostProbe.Unprobed)], bench.Routes.Servers.Hosts.Select(host => (host.Url, host.Probe)));
        Assert.Equal(2, origin.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_number_of_servers_is_cut_after_ordering()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok("2,1\n"u8.ToArray()));
        var other = new Uri($"http://localhost:{origin.Port}/cvmfs/test.example.org");
        await using var bench = new FetchBench(Short(origin.Url, other) with { UseGeoApi = true, MaxServers = 1 });
        await bench.Network.StartAsync(null, Cancel);
        Assert.Equal([other], bench.Routes.Servers.Hosts.Select(host => host.Url));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_probe_puts_servers_that_answer_first()
    {
        await using var dead = new FakeOrigin(_ => FakeReply.NotFound);
        await using var alive = new FakeOrigin(_ => FakeReply.Ok("x"u8.ToArray()));
        await using var bench = new FetchBench(Short(dead.Url, alive.Url));
        await new NetworkControl(bench.Network, new ClientServices()).ProbeHostsAsync(Cancel);
        Assert.Equal([(alive.Url, HostProbe.Measured), (dead.Url, HostProbe.Down)], bench.Routes.Servers.Hosts.Select(host => (host.Url, host.Probe)));
        Assert.Equal(2, alive.Requests.Count(request => request.Path == ".cvmfspublished"));
    }

    private static NetworkSettings Short(params Uri[] servers) => TestSettings.Network(servers) with { MaxRetries = 0 };
}
