using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Trust;

/// <summary>What a client refuses, on a real repository whose servers misbehave.</summary>
public sealed class TrustTests : IDisposable
{
    private const string Fqrn = "tagged.example.org";

    private readonly TemporaryFolder _cache = new();
    private readonly string _folder = Interop.Folder("tagged");

    [Fact(Timeout = 60_000)]
    public async Task A_foreign_master_key_is_refused()
    {
        await using var origin = Origin();
        var settings = Settings(origin) with
        {
            Trust = new TrustSettings { PublicKeyFiles = [Path.Combine(Interop.Folder("basic-sha1"), "basic.example.org.pub")] },
        };
        await FailsAsync(settings, ClientFailureKind.Signature, exitCode: 15);
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_repository_in_its_place_is_refused()
    {
        await using var origin = FakeOrigin.Files(Path.Combine(Interop.Folder("basic-sha1"), "repo"));
        await FailsAsync(Settings(origin), ClientFailureKind.Signature, exitCode: 15);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(".cvmfspublished")]
    [InlineData(".cvmfswhitelist")]
    public async Task A_changed_byte_is_refused_wherever_it_is(string name)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, "repo", name));
        foreach (var at in (int[])[0, 20, bytes.Length / 2, bytes.Length - 1])
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x04;
            await using var origin = Origin(request => request.Path == name ? FakeReply.Ok(changed) : null);
            var opened = await RepositoryClient.OpenAsync(Settings(origin), new ClientServices(), default);
            if (opened.IsOk)
                await opened.Value.DisposeAsync();
            Assert.True(!opened.IsOk, $"byte {at} of {name} does not matter");
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task An_expired_whitelist_is_refused()
    {
        await using var origin = Origin();
        var services = new ClientServices { Time = new FakeTimeProvider(new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero)) };
        var opened = await RepositoryClient.OpenAsync(Settings(origin), services, default);
        Assert.Equal(ClientFailureKind.Signature, opened.Failure!.Kind);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_server_is_asked_when_the_first_is_not_trusted()
    {
        await using var bad = Origin(request => request.Path == ".cvmfspublished" ? FakeReply.Ok("rubbish"u8.ToArray()) : null);
        await using var good = Origin();
        await using var client = await OpensAsync(TestSettings.ForInterop(_folder, Fqrn, _cache.Path, bad.Url, good.Url));
        Assert.Equal(good.Url, client.Network.Hosts[client.Network.ActiveHost].Url);
    }

    [Fact(Timeout = 60_000)]
    public async Task Frozen_replicas_are_refused_when_configuration_says_so()
    {
        await using var origin = Origin();
        var settings = Settings(origin);
        await FailsAsync(settings with { Trust = settings.Trust with { MinimumRevision = 7 } }, ClientFailureKind.RevisionBlacklisted, exitCode: 25);
        await FailsAsync(settings with { Trust = settings.Trust with { MaximumManifestAge = TimeSpan.FromSeconds(1) } }, ClientFailureKind.RevisionBlacklisted, exitCode: 25);
        await using var client = await OpensAsync(settings with { Trust = settings.Trust with { MinimumRevision = 6 } });
        Assert.Equal(6UL, client.CurrentRevision.Number.Number);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_blacklist_is_read_at_start_and_at_every_look()
    {
        await using var origin = Origin();
        var blacklist = _cache["blacklist"];
        var settings = Settings(origin);
        settings = settings with { Trust = settings.Trust with { BlacklistFiles = [blacklist] } };
        await using (var client = await OpensAsync(settings))
        {
            await File.WriteAllTextAsync(blacklist, $"<{Fqrn} 7\n");
            Assert.Equal(ClientFailureKind.RevisionBlacklisted, (await client.CheckForUpdateAsync(default)).Failure!.Kind);
        }

        await FailsAsync(settings, ClientFailureKind.RevisionBlacklisted, exitCode: 25);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_network_the_last_revision_is_shown_from_the_cache()
    {
        await using (var origin = Origin())
        {
            await using var client = await OpensAsync(Settings(origin));
            Assert.True(client.IsOnline);
        }

        await using var dead = new FakeOrigin(_ => new FakeReply { Status = 503 });
        await using var offline = await OpensAsync(Settings(dead));
        Assert.False(offline.IsOnline);
        Assert.Equal(6UL, offline.CurrentRevision.Number.Number);
        Assert.NotNull(offline.NextCheck);
        Assert.True(offline.Root.Entry.IsDirectory);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_network_and_cache_the_failure_says_so()
    {
        await using var dead = new FakeOrigin(_ => new FakeReply { Status = 503 });
        var opened = await RepositoryClient.OpenAsync(Settings(dead), new ClientServices(), default);
        Assert.True(opened.Failure!.IsTransient);
        Assert.Contains("503", opened.Failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unknown_tag_is_a_history_failure()
    {
        await using var origin = Origin();
        await FailsAsync(Settings(origin) with { Revision = new RevisionSettings { Tag = "nowhere" } }, ClientFailureKind.History, exitCode: 22);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_date_selects_the_revision_of_that_moment()
    {
        await using var origin = Origin();
        await FailsAsync(Settings(origin) with { Revision = new RevisionSettings { Date = DateTimeOffset.UnixEpoch } }, ClientFailureKind.History, exitCode: 22);
        await using var client = await OpensAsync(Settings(origin) with { Revision = new RevisionSettings { Date = DateTimeOffset.UtcNow } });
        Assert.True(client.CurrentRevision.IsFixed);
        Assert.Null(client.NextCheck);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_root_hash_fixes_the_revision_without_a_manifest()
    {
        await using var origin = Origin();
        Formats.Hashing.ContentHash root;
        await using (var client = await OpensAsync(Settings(origin)))
            root = client.CurrentRevision.RootCatalog;
        await using var only = Origin(request => request.Path.StartsWith(".cvmfs", StringComparison.Ordinal) ? FakeReply.NotFound : null);
        await using var @fixed = await OpensAsync(Settings(only) with { Revision = new RevisionSettings { RootHash = root } });
        Assert.Equal(6UL, @fixed.CurrentRevision.Number.Number);
    }

    public void Dispose() => _cache.Dispose();

    private FakeOrigin Origin(Func<FakeRequest, FakeReply?>? before = null) => FakeOrigin.Files(Path.Combine(_folder, "repo"), before);

    private ClientSettings Settings(FakeOrigin origin) => TestSettings.ForInterop(_folder, Fqrn, _cache.Path, origin.Url);

    private static async Task<RepositoryClient> OpensAsync(ClientSettings settings)
    {
        var opened = await RepositoryClient.OpenAsync(settings, new ClientServices(), TestContext.Current.CancellationToken);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        return opened.Value;
    }

    private static async Task FailsAsync(ClientSettings settings, ClientFailureKind kind, int exitCode)
    {
        var opened = await RepositoryClient.OpenAsync(settings, new ClientServices(), TestContext.Current.CancellationToken);
        if (opened.IsOk)
            await opened.Value.DisposeAsync();
        Assert.False(opened.IsOk);
        Assert.Equal((kind, exitCode), (opened.Failure!.Kind, opened.Failure.LoaderExitCode));
    }
}
