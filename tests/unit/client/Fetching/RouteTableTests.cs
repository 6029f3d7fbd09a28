using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

public sealed class RouteTableTests
{
    private static readonly Uri One = new("http://one/cvmfs/x");
    private static readonly Uri Two = new("http://two/cvmfs/x");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 5, 7, 11, 13, TimeSpan.Zero));

    [Fact]
    public void One_proxy_of_the_first_group_is_kept()
    {
        var routes = Table("http://a:1|http://b:1;http://c:1");
        var first = routes.Current().Proxy;
        Assert.Contains(first.ToString(), (string[])["http://a:1", "http://b:1"]);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(first, routes.Current().Proxy));
    }

    [Fact]
    public void Failures_lead_through_the_group_and_then_to_the_next()
    {
        var routes = Table("http://a:1|http://b:1;http://c:1");
        var first = routes.Current();
        routes.ProxyFailed(first);
        routes.ProxyFailed(first);
        var second = routes.Current();
        Assert.NotEqual(first.Proxy, second.Proxy);
        routes.ProxyFailed(second);
        Assert.Equal("http://c:1", routes.Current().Proxy.ToString());
    }

    [Fact]
    public void The_first_group_and_server_come_back_after_their_times()
    {
        var routes = Table("http://a:1;http://c:1");
        routes.ServerFailed(routes.Current(), afterAllProxies: false);
        routes.ProxyFailed(routes.Current());
        Assert.Equal((Two, "http://c:1"), (routes.Current().Server, routes.Current().Proxy.ToString()));
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("http://c:1", routes.Current().Proxy.ToString());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((Two, "http://a:1"), (routes.Current().Server, routes.Current().Proxy.ToString()));
        _time.Advance(TimeSpan.FromSeconds(1500));
        Assert.Equal(One, routes.Current().Server);
    }

    [Fact]
    public void Requests_that_failed_together_switch_once()
    {
        var routes = Table("DIRECT");
        var route = routes.Current();
        Parallel.For(0, 32, _ => routes.ServerFailed(route, afterAllProxies: false));
        Assert.Equal(Two, routes.Current().Server);
    }

    [Fact]
    public void A_change_of_server_keeps_the_proxy_unless_all_proxies_failed()
    {
        var routes = Table("http://a:1;http://c:1");
        routes.ProxyFailed(routes.Current());
        routes.ServerFailed(routes.Current(), afterAllProxies: false);
        Assert.Equal((Two, "http://c:1"), (routes.Current().Server, routes.Current().Proxy.ToString()));
        routes.ServerFailed(routes.Current(), afterAllProxies: true);
        Assert.Equal((One, "http://a:1"), (routes.Current().Server, routes.Current().Proxy.ToString()));
    }

    [Fact]
    public void A_burned_member_of_the_first_group_comes_back_after_its_time()
    {
        var routes = Table("http://a:1|http://b:1");
        routes.ProxyFailed(routes.Current());
        var left = routes.Current().Proxy;
        routes.ProxyFailed(new Route(One, left));
        _time.Advance(TimeSpan.FromSeconds(301));
        Assert.Contains(routes.Current().Proxy.ToString(), (string[])["http://a:1", "http://b:1"]);
        Assert.Equal(0, routes.Proxies.ActiveGroup);
    }

    [Fact]
    public void Sharding_is_stable_and_spreads()
    {
        var routes = Table("http://a:1|http://b:1|http://c:1", shard: true);
        var keys = Enumerable.Range(0, 300).Select(i => ContentHash.Compute(ContentHashAlgorithm.Sha1, BitConverter.GetBytes(i))).ToList();
        var before = keys.ToDictionary(key => key, key => routes.Current(key).Proxy);
        Assert.Equal(3, before.Values.Distinct().Count());
        Assert.All(before.Values.GroupBy(proxy => proxy), group => Assert.InRange(group.Count(), 30, 200));
        var lost = before.Values.First();
        routes.ProxyFailed(new Route(One, lost));
        Assert.All(keys.Where(key => before[key] != lost), key => Assert.Equal(before[key], routes.Current(key).Proxy));
        Assert.DoesNotContain(lost, keys.Select(key => routes.Current(key).Proxy));
    }

    private RouteTable Table(string proxies, bool shard = false)
    {
        var network = TestSettings.Network(One, Two) with { Proxies = ProxyList.Parse(proxies, out _)!, ShardProxies = shard };
        return new RouteTable(network, null, new ClientServices { Time = _time }, new ClientCounters());
    }
}
