using System.Net;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>Names through a name server: times-to-live, bounds, families, search domains, failures.</summary>
public sealed class NameServerTests : IAsyncDisposable
{
    private readonly FakeNameServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 5, 7, 11, 13, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(5, 60)]
    [InlineData(100, 100)]
    [InlineData(1_000_000, 86_400)]
    public async Task An_answer_counts_for_its_time_within_the_bounds(int ttl, int seconds)
    {
        _server.Zone["one.example.org"] = (ttl, ["192.0.2.1"]);
        var names = Resolver();
        Assert.Equal([IPAddress.Parse("192.0.2.1")], await names.ResolveAsync("one.example.org", Cancel));
        _server.Zone["one.example.org"] = (ttl, ["192.0.2.2"]);
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal([IPAddress.Parse("192.0.2.1")], await names.ResolveAsync("ONE.example.org", Cancel));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([IPAddress.Parse("192.0.2.2")], await names.ResolveAsync("one.example.org", Cancel));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_that_disappears_keeps_its_addresses_and_is_asked_for_again()
    {
        _server.Zone["one.example.org"] = (60, ["192.0.2.1"]);
        var names = Resolver();
        await names.ResolveAsync("one.example.org", Cancel);
        _server.Zone.Clear();
        _time.Advance(TimeSpan.FromSeconds(61));
        var found = await names.FindAsync("one.example.org", Cancel);
        Assert.Equal([IPAddress.Parse("192.0.2.1")], found.Addresses);
        Assert.NotNull(found.Failure);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0, false, 4)]
    [InlineData(4, false, 4)]
    [InlineData(6, false, 6)]
    [InlineData(6, true, 4)]
    public async Task The_preferred_family_comes_first(int preferred, bool onlyFour, int first)
    {
        _server.Zone["both.example.org"] = (60, ["2001:db8::1", "192.0.2.1"]);
        var found = await Resolver(settings => settings with { PreferredFamily = preferred, Ipv4Only = onlyFour }).ResolveAsync("both.example.org", Cancel);
        if (preferred != 0)
            Assert.Equal(first, found[0].GetAddressBytes().Length == 4 ? 4 : 6);
        Assert.Equal(onlyFour ? 1 : 2, found.Count);
        Assert.Equal(onlyFour, !_server.Questions.Contains("both.example.org AAAA"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("short", "short.first.example.org A;short.second.example.org A")]
    [InlineData("with.dot", "with.dot A")]
    [InlineData("absolute.", "absolute A")]
    public async Task Search_domains_complete_short_names(string name, string asked)
    {
        _server.Zone["short.second.example.org"] = (60, ["192.0.2.1"]);
        _server.Zone["with.dot"] = (60, ["192.0.2.2"]);
        _server.Zone["absolute"] = (60, ["192.0.2.3"]);
        await File.WriteAllTextAsync(_folder["resolv.conf"], "# of a test\nsearch first.example.org second.example.org.\n", Cancel);
        Assert.Single(await Resolver(settings => settings with { Ipv4Only = true }).ResolveAsync(name, Cancel));
        Assert.Equal(asked, string.Join(';', _server.Questions));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_silent_name_server_is_asked_again_and_then_named()
    {
        _server.Silent["lost.example.org"] = true;
        var found = await Resolver(settings => settings with { Timeout = TimeSpan.FromMilliseconds(200), Retries = 2, Ipv4Only = true }).FindAsync("lost.example.org", Cancel);
        Assert.Empty(found.Addresses);
        Assert.NotEmpty(found.Failure!);
        Assert.Equal(3, _server.Questions.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_changed_resolver_file_is_noticed_when_roaming()
    {
        await File.WriteAllTextAsync(_folder["resolv.conf"], "nameserver 127.0.0.1\nsearch old.example.org\n", Cancel);
        File.SetLastWriteTimeUtc(_folder["resolv.conf"], new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _server.Zone["s1.old.example.org"] = (600, ["192.0.2.1"]);
        _server.Zone["s1.new.example.org"] = (600, ["192.0.2.2"]);
        var names = Resolver(settings => settings with { FollowsResolverFile = true });
        Assert.Equal([IPAddress.Parse("192.0.2.1")], await names.ResolveAsync("s1", Cancel));
        await File.WriteAllTextAsync(_folder["resolv.conf"], "nameserver 127.0.0.1\nsearch new.example.org\n", Cancel);
        File.SetLastWriteTimeUtc(_folder["resolv.conf"], new DateTime(2031, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal([IPAddress.Parse("192.0.2.2")], await names.ResolveAsync("s1", Cancel));
    }

    [Fact]
    public void The_resolver_file_is_read_as_its_manual_says()
    {
        File.WriteAllText(_folder["resolv.conf"], "; comment\nnameserver 192.0.2.1\nnameserver nonsense\nnameserver 2001:db8::1\ndomain one.org\nsearch two.org three.org\noptions rotate ndots:2\n");
        var file = ResolverFile.Read(_folder["resolv.conf"]);
        Assert.Equal(["192.0.2.1:53", "[2001:db8::1]:53"], file.Servers.Select(server => server.ToString()));
        Assert.Equal(["a.b.two.org", "a.b.three.org", "a.b"], file.Candidates("a.b"));
        Assert.Empty(ResolverFile.Read(_folder["missing"]).Servers);
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_address_of_a_proxy_is_a_member_of_its_group()
    {
        _server.Zone["squid.example.org"] = (120, ["192.0.2.1", "192.0.2.2", "2001:db8::1"]);
        _server.Zone["other.example.org"] = (600, ["192.0.2.9"]);
        using var routes = Routes("http://squid.example.org:3128|http://other.example.org:3128;http://192.0.2.50:1");
        await Choose(routes);
        Assert.Equal(
            ["http://192.0.2.1:3128", "http://192.0.2.2:3128", "http://192.0.2.9:3128"],
            routes.Proxies.Groups[0].Select(proxy => proxy.Url).Order(StringComparer.Ordinal));
        Assert.Equal(4, routes.ProxyCount);

        _server.Zone["squid.example.org"] = (120, ["192.0.2.3"]);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(121));
            await Choose(routes);
        }

        Assert.Equal(["http://192.0.2.3:3128", "http://192.0.2.9:3128"], routes.Proxies.Groups[0].Select(proxy => proxy.Url).Order(StringComparer.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(6, 0, 1)]
    [InlineData(0, 0, 3)]
    [InlineData(4, 2, 2)]
    public async Task Family_and_number_of_addresses_of_a_proxy_are_chosen(int preferred, int most, int expected)
    {
        _server.Zone["squid.example.org"] = (120, ["192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1"]);
        using var routes = Routes("http://squid.example.org:3128", settings => settings with { PreferredFamily = preferred, MaxAddressesPerProxy = most });
        await Choose(routes);
        Assert.Equal(expected, routes.ProxyCount);
        Assert.Equal(preferred == 6, routes.Current().Proxy.ToString() == "http://[2001:db8::1]:3128");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_proxy_without_address_is_known_to_be_in_vain_until_it_has_one()
    {
        using var routes = Routes("http://squid.example.org:3128");
        Assert.True((await Choose(routes)).IsProxyUnknown);
        _server.Zone["squid.example.org"] = (120, ["192.0.2.1"]);
        _time.Advance(TimeSpan.FromSeconds(61));
        var route = await Choose(routes);
        Assert.False(route.IsProxyUnknown);
        Assert.Equal(("http://192.0.2.1:3128", "squid.example.org"), (route.Proxy.ToString(), route.ProxyName));
    }

    private static async Task<Route> Choose(RouteTable routes) => await routes.ChooseAsync(new FetchRequest { Path = "x", MaxSize = 1 }, Cancel);

    private RouteTable Routes(string proxies, Func<DnsSettings, DnsSettings>? change = null)
    {
        var dns = Settings(change);
        var services = new ClientServices { Time = _time };
        var network = TestSettings.Network(new Uri("http://server/cvmfs/x")) with { Proxies = ProxyList.Parse(proxies, out _)!, Dns = dns };
        return new RouteTable(network, new NameResolver(dns, services), services, new ClientCounters());
    }

    private NameResolver Resolver(Func<DnsSettings, DnsSettings>? change = null) => new(Settings(change), new ClientServices { Time = _time });

    private DnsSettings Settings(Func<DnsSettings, DnsSettings>? change)
    {
        var settings = new DnsSettings { Server = _server.EndPoint, HostsFile = _folder["hosts"], ResolverFile = _folder["resolv.conf"], Timeout = TimeSpan.FromSeconds(20) };
        return change?.Invoke(settings) ?? settings;
    }
}
