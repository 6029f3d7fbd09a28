using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Fetching.Routing;
using CernVM.Functional.Network.Tests.Harness;

namespace CernVM.Functional.Network.Tests;

/// <summary>Every fault of what only chooses servers and proxies: it may fail without consequence, or the next source makes it good.</summary>
public sealed class FaultOrderTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_faulty_geo_api_leaves_the_configured_order()
    {
        Repository.Require();
        await Task.WhenAll(FaultTable.Rows().Select(async row =>
        {
            await using var first = new FaultyServer(RequestKind.Geo, row.Fault);
            await using var second = new FaultyServer(RequestKind.Geo, row.Fault);
            await using var client = new TestClient();
            await client.MustOpenAsync($"{second.Url};{first.Url}", "CVMFS_USE_GEOAPI=yes");
            Assert.Equal($"127.0.0.1:{second.Port}", client.ActiveServer);
            Assert.All(client.Client.Network.Hosts, host => Assert.True(host.Probe == HostProbe.Unprobed, row.Fault.ToString()));
        }));
    }

    [Fact(Timeout = 120_000)]
    public async Task One_sound_geo_api_is_enough()
    {
        Repository.Require();
        await Task.WhenAll(FaultTable.Rows().Select(async row =>
        {
            await using var bad = new FaultyServer(RequestKind.Geo, row.Fault);
            await using var good = new FaultyServer();
            await using var client = new TestClient();
            await client.MustOpenAsync($"{bad.Url};{good.Url}", "CVMFS_USE_GEOAPI=yes");
            Assert.All(client.Client.Network.Hosts, host => Assert.True(host.Probe == HostProbe.Geographic, row.Fault.ToString()));
        }));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_faulty_pac_server_ends_in_no_proxies_and_the_next_one_makes_it_good()
    {
        Repository.Require();
        await Task.WhenAll(FaultTable.Rows().Select(async row =>
        {
            await using var bad = new FaultyServer(RequestKind.Pac, row.Fault);
            await using var good = new FaultyServer();
            await using var alone = new TestClient();
            var failure = await alone.OpenAsync(good.Url, "CVMFS_HTTP_PROXY=auto", $"CVMFS_PAC_URLS={bad.PacUrl}");
            Assert.True(failure?.Kind == ClientFailureKind.ProxyDiscovery, $"{row.Fault}: {failure}");
            Assert.Equal(23, failure.LoaderExitCode);
            await using var client = new TestClient();
            await client.MustOpenAsync(good.Url, "CVMFS_HTTP_PROXY=auto", $"CVMFS_PAC_URLS={bad.PacUrl};{good.PacUrl}");
            Assert.Equal("DIRECT", client.Client.Network.Proxies.Active.Url);
        }));
    }
}
