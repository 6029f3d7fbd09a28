using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Tests;

/// <summary>Somebody sets the clock of the machine while a client runs, in either direction.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private const string Fqrn = "tagged.example.org";
    private static readonly TimeSpan Years = TimeSpan.FromDays(20 * 365);

    private readonly TemporaryFolder _cache = new();
    private readonly JumpingClock _clock = new();
    private readonly string _folder = Interop.Folder("tagged");

    public static TheoryData<bool> Directions => [true, false];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Directions))]
    public async Task Looks_and_reads_go_on_and_the_next_look_is_due_in_its_time(bool forwards)
    {
        await using var origin = FakeOrigin.Files(Path.Combine(_folder, "repo"));
        await using var client = await OpenAsync(origin);
        var wait = client.NextCheck!.Value - _clock.GetUtcNow();
        await ReadAsync(client, "/README");

        _clock.Jump(forwards ? Years : -Years);

        var look = await client.CheckForUpdateAsync(default);
        Assert.True(look.IsOk, look.Failure?.Message);
        Assert.Null(look.Value);
        Assert.Equal(wait, client.NextCheck!.Value - _clock.GetUtcNow());

        // On connections that were kept since before the jump.
        await ReadAsync(client, "/pkg/new/n1");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_whitelist_that_the_clock_makes_expire_keeps_what_is_shown_and_forbids_new_starts_until_the_clock_is_right()
    {
        await using var origin = FakeOrigin.Files(Path.Combine(_folder, "repo"));
        await using var client = await OpenAsync(origin);
        var tooFar = new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero) - _clock.GetUtcNow();

        _clock.Jump(tooFar);
        var started = await RepositoryClient.OpenAsync(Settings(origin), new ClientServices { Time = _clock }, default);
        Assert.Equal(ClientFailureKind.Signature, started.Failure!.Kind);
        Assert.True((await client.CheckForUpdateAsync(default)).IsOk);
        Assert.Equal(6UL, client.CurrentRevision.Number.Number);
        await ReadAsync(client, "/pkg/new/n1");

        _clock.Jump(-tooFar);
        await using var again = await OpenAsync(origin);
        Assert.Equal(6UL, again.CurrentRevision.Number.Number);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void The_first_server_and_proxy_come_back_after_time_that_passed_not_after_time_that_was_set(bool forwards)
    {
        var network = TestSettings.Network(new Uri("http://one/cvmfs/x"), new Uri("http://two/cvmfs/x")) with { Proxies = ProxyList.Parse("http://a:1;http://c:1", out _)! };
        var services = new ClientServices { Time = _clock };
        var routes = new RouteTable(network, null, services, new ClientCounters());
        routes.ServerFailed(routes.Current(), afterAllProxies: false);
        routes.ProxyFailed(routes.Current());

        _clock.Jump(forwards ? Years : -Years);
        Assert.Equal("http://c:1", routes.Current().Proxy.ToString());
        Assert.Equal("two", routes.Current().Server.Host);

        _clock.Advance(network.HostResetAfter);
        Assert.Equal("http://a:1", routes.Current().Proxy.ToString());
        Assert.Equal("one", routes.Current().Server.Host);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Directions))]
    public async Task Names_are_asked_for_again_after_their_time(bool forwards)
    {
        var hosts = _cache["hosts"];
        await File.WriteAllTextAsync(hosts, "192.0.2.1 server\n");
        var settings = new DnsSettings { HostsFile = hosts };
        var names = new NameResolver(settings, new ClientServices { Time = _clock });
        Assert.Equal("192.0.2.1", Assert.Single(await names.ResolveAsync("server", default)).ToString());
        await File.WriteAllTextAsync(hosts, "192.0.2.2 server\n");

        _clock.Jump(forwards ? Years : -Years);
        Assert.Equal("192.0.2.1", Assert.Single(await names.ResolveAsync("server", default)).ToString());

        _clock.Advance(settings.MinTtl);
        Assert.Equal("192.0.2.2", Assert.Single(await names.ResolveAsync("server", default)).ToString());
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void What_is_written_around_a_jump_does_not_survive_a_power_loss_unseen(bool forwards)
    {
        var services = new ClientServices { Time = _clock, SyncFileSystem = _ => true };
        var (before, after) = (Hash("before"), Hash("after"));
        var killed = CacheDirectory.Open(_cache.Path, CacheDirectoryKind.Own, services).Value;
        Put(killed, before);
        _clock.Jump(forwards ? Years : -Years);
        Put(killed, after);

        var note = DurabilityNote.Load(_cache[".cvmfsdurable"])!.Value;
        (note with { Boot = "another" }).Store(_cache[".cvmfsdurable"]);
        using var found = CacheDirectory.Open(_cache.Path, CacheDirectoryKind.Own, services).Value;
        Assert.False(found.Contains(before));
        Assert.False(found.Contains(after));
    }

    public void Dispose() => _cache.Dispose();

    private static ContentHash Hash(string content) => ContentHash.Compute(ContentHashAlgorithm.Sha1, System.Text.Encoding.UTF8.GetBytes(content));

    // The kernel's stamps of files follow the same clock.
    private void Put(CacheDirectory cache, ContentHash hash)
    {
        using var temporary = cache.CreateTemporary(hash);
        temporary.Content.Write([1, 2, 3]);
        cache.Commit(temporary, hash);
        File.SetLastWriteTimeUtc(cache.PathOf(hash), _clock.GetUtcNow().UtcDateTime);
    }

    private ClientSettings Settings(FakeOrigin origin) => TestSettings.ForInterop(_folder, Fqrn, _cache.Path, origin.Url);

    private async Task<RepositoryClient> OpenAsync(FakeOrigin origin)
    {
        var opened = await RepositoryClient.OpenAsync(Settings(origin), new ClientServices { Time = _clock }, default);
        Assert.True(opened.IsOk, opened.Failure?.Message);
        return opened.Value;
    }

    private static async Task ReadAsync(RepositoryClient client, string path)
    {
        var node = await client.GetNodeAsync(RepositoryPath.Parse(path), default);
        Assert.True(node.IsOk, node.Failure?.Message);
        var opened = await client.OpenFileAsync(node.Value, default);
        Assert.True(opened.IsOk, opened.Failure?.Message);
        opened.Value.Dispose();
    }
}
