using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching.Discovery;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>Where proxies come from when the configuration says <c>auto</c>.</summary>
public sealed class DiscoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PROXY a:3128; DIRECT", "a:3128;DIRECT")]
    [InlineData("PROXY http://a:1|http://b:1 ;PROXY c:2", "http://a:1|http://b:1;c:2")]
    [InlineData("SOCKS s:1; PROXY a:1; nonsense", "a:1")]
    [InlineData("HTTP a:1; HTTPS b:2", "a:1;https://b:2")]
    [InlineData("", "DIRECT")]
    [InlineData("SOCKS5 s:1", "")]
    public void Results_become_proxy_lists(string result, string expected) => Assert.Equal(expected, PacResult.ToProxyList(result));

    [Fact(Timeout = 60_000)]
    public async Task The_environment_comes_first()
    {
        await using var pac = new FakeOrigin(_ => FakeReply.NotFound);
        Assert.Equal("http://env:3128", await DiscoverAsync("auto", Settings(pac) with { EnvironmentProxy = "env:3128" }));
        Assert.Empty(pac.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_works_replaces_only_its_group_and_is_remembered()
    {
        await using var pac = new FakeOrigin(request => request.Path == "good.pac" ? FakeReply.Ok("PROXY found:1; DIRECT"u8.ToArray()) : FakeReply.NotFound);
        var settings = Settings(pac, "bad.pac", "good.pac");
        Assert.Equal("http://found:1;DIRECT;http://known:2", await DiscoverAsync("auto;http://known:2", settings));
        Assert.Equal("http://found:1;DIRECT;http://known:2", await DiscoverAsync("auto;http://known:2", settings with { PacUrls = [] }));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_result_the_other_groups_are_left()
    {
        await using var pac = new FakeOrigin(_ => FakeReply.Ok("SOCKS s:1"u8.ToArray()));
        Assert.Equal("http://known:2", await DiscoverAsync("auto;http://known:2", Settings(pac, "x.pac")));
        Assert.StartsWith("ProxyDiscovery: No proxy could be discovered: ", await DiscoverAsync("auto", Settings(pac, "x.pac")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_without_engine_says_so()
    {
        await using var pac = new FakeOrigin(_ => FakeReply.Ok("PROXY a:1"u8.ToArray()));
        Assert.Contains("evaluates no PAC files", await DiscoverAsync("auto", Settings(pac, "x.pac"), engine: null), StringComparison.Ordinal);
    }

    private async Task<string> DiscoverAsync(string proxies, DiscoverySettings discovery) => await DiscoverAsync(proxies, discovery, new EchoEngine());

    private static async Task<string> DiscoverAsync(string proxies, DiscoverySettings discovery, IProxyScriptEngine? engine)
    {
        var network = TestSettings.Network(new Uri("http://server/cvmfs/x")) with { Proxies = ProxyList.Parse(proxies, out _)!, Discovery = discovery, MaxRetries = 0 };
        await using var bench = new FetchBench(network, given: new ClientServices { ProxyScripts = engine });
        return await bench.Network.StartAsync(null, Cancel) is { } failure ? failure.ToString() : bench.Routes.Main.ToString();
    }

    private DiscoverySettings Settings(FakeOrigin pac, params string[] files) =>
        new() { PacUrls = [.. files.Select(file => new Uri($"{pac.Url}/{file}"))], ResultFile = _folder["proxies"] };

    /// <summary>Returns the script itself.</summary>
    private sealed class EchoEngine : IProxyScriptEngine
    {
        public ClientResult<IReadOnlyList<string>> FindProxies(string script, IReadOnlyList<Uri> urls, IProxyScriptHost host, CancellationToken cancellationToken) =>
            urls.Select(_ => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(script))).ToList();
    }
}
