using CernVM.Cvmfs.Client;
using CernVM.Functional.Network.Tests.Harness;

namespace CernVM.Functional.Network.Tests;

/// <summary>The web servers and the proxy that sites use, in order and out of order.</summary>
public sealed class RealServerTests
{
    [Fact(Timeout = 120_000)]
    public async Task Nginx_and_apache_serve_the_repository()
    {
        Repository.Require();
        await using var nginx = await Servers.NginxAsync();
        await using var apache = await Servers.ApacheAsync();
        foreach (var server in (Daemon[])[nginx, apache])
        {
            await using var client = new TestClient();
            await client.MustOpenAsync($"{server.Url}/cvmfs/@fqrn@", "CVMFS_SEND_INFO_HEADER=yes", "CVMFS_HTTP_TRACING=yes", "CVMFS_HTTP_TRACING_HEADERS=team:atlas|bad");
            Assert.True((await client.ReadAsync(Repository.SmallFile)).IsOk);
            Assert.True((await client.ReadAsync(Repository.ChunkedFile)).IsOk);
        }

        await apache.KillAsync();
        var log = await File.ReadAllTextAsync(Path.Combine(apache.Folder, "access.log"), TestContext.Current.CancellationToken);
        Assert.Contains($"200 cvmfs-info={Repository.SmallFile} agent=cvmfs libcvmfs 2.12.0 pid=-1 team=atlas", log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Squid_carries_requests_and_answers_the_second_client_from_its_cache()
    {
        Repository.Require();
        await using var nginx = await Servers.NginxAsync();
        await using var squid = await Servers.SquidAsync();
        for (var round = 0; round < 2; round++)
        {
            await using var client = new TestClient();
            await client.MustOpenAsync($"{nginx.Url}/cvmfs/@fqrn@", $"CVMFS_HTTP_PROXY={squid.Url}");
            Assert.True((await client.ReadAsync(Repository.SmallFile)).IsOk);
            Assert.Equal(squid.Url, client.Client.Network.Proxies.Active.Url);
        }

        await squid.KillAsync();
        var log = await File.ReadAllTextAsync(Path.Combine(squid.Folder, "access.log"), TestContext.Current.CancellationToken);
        Assert.Contains("TCP_MISS/200", log, StringComparison.Ordinal);
        Assert.Contains("TCP_MEM_HIT/200", log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_squid_cannot_reach_is_a_fault_of_the_proxy_first_and_of_the_server_when_no_proxy_is_left()
    {
        Repository.Require();
        await using var nginx = await Servers.NginxAsync();
        await using var one = await Servers.SquidAsync();
        await using var two = await Servers.SquidAsync();
        await using var client = new TestClient();
        await client.MustOpenAsync($"http://127.0.0.1:{Daemon.FreePort()}/cvmfs/@fqrn@;{nginx.Url}/cvmfs/@fqrn@", $"CVMFS_HTTP_PROXY={one.Url};{two.Url}");
        Assert.Equal($"127.0.0.1:{nginx.Port}", client.ActiveServer);
        Assert.Equal(one.Url, client.Client.Network.Proxies.Active.Url);
        Assert.Equal((1, 1), (client.Client.Counters.ProxySwitches, client.Client.Counters.HostSwitches));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_missing_object_is_a_fault_of_the_server_though_squid_brings_the_answer()
    {
        Repository.Require();
        await using var empty = await Servers.NginxAsync(root: "/nonexistent");
        await using var nginx = await Servers.NginxAsync();
        await using var squid = await Servers.SquidAsync();
        await using var other = await Servers.SquidAsync();
        await using var client = new TestClient();
        await client.MustOpenAsync($"{empty.Url}/cvmfs/@fqrn@;{nginx.Url}/cvmfs/@fqrn@", $"CVMFS_HTTP_PROXY={squid.Url};{other.Url}");
        Assert.Equal($"127.0.0.1:{nginx.Port}", client.ActiveServer);
        Assert.Equal((squid.Url, 0), (client.Client.Network.Proxies.Active.Url, client.Client.Counters.ProxySwitches));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_squid_that_denies_and_one_that_died_are_left_for_the_next_group()
    {
        Repository.Require();
        await using var nginx = await Servers.NginxAsync();
        await using var denying = await Servers.SquidAsync("http_access deny all");
        await using var dead = await Servers.SquidAsync();
        await dead.KillAsync();
        await using var client = new TestClient();
        await client.MustOpenAsync($"{nginx.Url}/cvmfs/@fqrn@", $"CVMFS_HTTP_PROXY={denying.Url}|{dead.Url};DIRECT");
        Assert.True((await client.ReadAsync(Repository.SmallFile)).IsOk);
        Assert.Equal(("DIRECT", 1), (client.Client.Network.Proxies.Active.Url, client.Client.Network.Proxies.ActiveGroup));
        Assert.Equal(0, client.Client.Counters.HostSwitches);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_corrupt_copy_in_squid_is_replaced_by_a_sound_one()
    {
        Repository.Require();
        using var copy = new RepositoryCopy();
        await using var nginx = await Servers.NginxAsync(root: copy.Path);
        await using var squid = await Servers.SquidAsync();
        var proxied = $"CVMFS_HTTP_PROXY={squid.Url}";

        // The first client fills the proxy with corrupt copies of everything but manifest and whitelist, which are not kept by name of their content.
        copy.Corrupt();
        await using (var poisoner = new TestClient())
            Assert.NotNull(await poisoner.OpenAsync($"{nginx.Url}/cvmfs/@fqrn@", proxied));
        copy.Heal();
        await using var client = new TestClient();
        await client.MustOpenAsync($"{nginx.Url}/cvmfs/@fqrn@", proxied);
        Assert.True((await client.ReadAsync(Repository.SmallFile)).IsOk);
        Assert.True(client.Client.Counters.CorruptObjects > 0);
        Assert.Equal((0, 0), (client.Client.Counters.HostSwitches, client.Client.Counters.ProxySwitches));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("moved", "yes", null)]
    [InlineData("moved", "no", ClientFailureKind.ObjectMissing)]
    [InlineData("round", "yes", ClientFailureKind.Network)]
    [InlineData("busy", "yes", ClientFailureKind.Network)]
    public async Task Redirects_are_followed_when_allowed_and_not_for_ever(string place, string follow, ClientFailureKind? end)
    {
        Repository.Require();
        await using var nginx = await Servers.NginxAsync();
        await using var client = new TestClient();
        var failure = await client.OpenAsync($"{nginx.Url}/{place}/@fqrn@", $"CVMFS_FOLLOW_REDIRECTS={follow}");
        Assert.Equal(end, failure?.Kind);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("X509_CERT_DIR={0}/authorities", true)]
    [InlineData("X509_CERT_BUNDLE={0}/authorities/ca.pem", true)]
    [InlineData("X509_CERT_DIR={0}/none", false)]
    [InlineData("CVMFS_USE_SSL_SYSTEM_CA=yes", false)]
    public async Task Https_servers_are_checked_against_the_given_authorities(string parameter, bool isTrusted)
    {
        Repository.Require();
        using var authority = new TestAuthority();
        var port = Daemon.FreePort();
        await using var nginx = await Servers.NginxAsync($"listen 127.0.0.1:{port} ssl; ssl_certificate {authority.Folder}/server.pem; ssl_certificate_key {authority.Folder}/server.key;");
        await using var client = new TestClient();
        var failure = await client.OpenAsync($"https://localhost:{port}/cvmfs/@fqrn@", parameter.Replace("{0}", authority.Folder, StringComparison.Ordinal));
        Assert.Equal(isTrusted ? null : ClientFailureKind.Network, failure?.Kind);
    }
}
