using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Notification;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Client.Trust;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Notification;

/// <summary>A client that shows an old revision hears of the present one.</summary>
public sealed class AnnouncementTests : IDisposable
{
    private const string Fqrn = "tagged.example.org";

    private readonly TemporaryFolder _cache = new();
    private readonly string _folder = Interop.Folder("tagged");
    private volatile bool _isDown;

    [Fact(Timeout = 60_000)]
    public async Task An_announced_revision_is_verified_and_prepared()
    {
        await using var origin = Origin(Message(Fqrn, Manifest()));
        await using var client = await StartOldAsync(origin);
        var announced = await ListenOnceAsync(client);
        Assert.Null(announced.Failure);
        Assert.Equal("{\"version\":1,\"repository\":\"tagged.example.org\"}", origin.Requests.Last().Body);

        // What was announced counts, whatever the repository's servers still say.
        _isDown = true;
        Assert.Equal(2UL, client.CurrentRevision.Number.Number);
        var pending = (await client.CheckForUpdateAsync(announced.Manifests.Single(), default)).Value;
        Assert.Equal(6UL, client.Apply(pending!).New.Number.Number);
        Assert.Null((await client.CheckForUpdateAsync(announced.Manifests.Single(), default)).Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_forged_manifest_changes_nothing()
    {
        var forged = Manifest();
        forged[Encoding.UTF8.GetString(forged).IndexOf("\nS", StringComparison.Ordinal) + 2] = (byte)'9';
        await using var origin = Origin(Message(Fqrn, forged));
        await using var client = await StartOldAsync(origin);
        var announced = await ListenOnceAsync(client);
        var checkedManifest = await client.CheckForUpdateAsync(announced.Manifests.Single(), default);
        Assert.False(checkedManifest.IsOk);
        Assert.Equal(ClientFailureKind.Signature, checkedManifest.Failure.Kind);
        Assert.Equal(2UL, client.CurrentRevision.Number.Number);
    }

    [Fact(Timeout = 60_000)]
    public async Task Other_repositories_do_not_matter_and_refusals_are_told()
    {
        await using (var origin = Origin(Message("other.example.org", Manifest())))
        {
            await using var client = await StartOldAsync(origin);
            Assert.Empty((await ListenOnceAsync(client)).Manifests);
        }

        await using var refusing = Origin(new FakeReply { Status = 403 });
        await using var refused = await OpenAsync(refusing);
        Assert.Contains("403", (await ListenOnceAsync(refused)).Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "NTF001")]
    [InlineData("[]", "NTF001")]
    [InlineData("{}", "NTF002")]
    [InlineData("{\"type\":\"activity\",\"repository\":\"..\"}", "NTF003")]
    [InlineData("{\"type\":\"activity\",\"repository\":\"a.b\",\"manifest\":5}", "NTF004")]
    [InlineData("{\"type\":\"activity\",\"repository\":\"a.b\",\"manifest\":\"no base64!\"}", "NTF004")]
    public void What_is_no_message_is_refused(string json, string identifier)
    {
        Assert.False(ActivityMessage.Parse(Encoding.UTF8.GetBytes(json)).TryGet(out _, out var error));
        Assert.Equal(identifier, error!.Id);
    }

    public void Dispose() => _cache.Dispose();

    private static string Message(string repository, byte[] manifest) =>
        $$"""{ "version" : 1, "timestamp" : "30 Nov 2026 04:00:00", "type" : "activity", "repository" : "{{repository}}", "manifest" : "{{Convert.ToBase64String(manifest)}}"}""";

    private static FakeReply Event(string message) => FakeReply.Ok(Encoding.UTF8.GetBytes($"data: {message}\n\n"));

    private static async Task<(List<byte[]> Manifests, ClientFailure? Failure)> ListenOnceAsync(RepositoryClient client)
    {
        var manifests = new List<byte[]>();
        var failure = await client.ListenAsync((manifest, _) =>
        {
            manifests.Add(manifest.ToArray());
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        return (manifests, failure);
    }

    private byte[] Manifest() => File.ReadAllBytes(Path.Combine(_folder, "repo", ".cvmfspublished"));

    private FakeOrigin Origin(string message) => Origin(Event(message));

    private FakeOrigin Origin(FakeReply subscription) => FakeOrigin.Files(Path.Combine(_folder, "repo"), request =>
        request.Path.StartsWith("notifications/", StringComparison.Ordinal) ? subscription
        : _isDown && request.Path == ".cvmfspublished" ? new FakeReply { Status = 503 } : null);

    private async Task<RepositoryClient> StartOldAsync(FakeOrigin origin)
    {
        RepositoryRevision old;
        await using (var client = await OpenAsync(origin, tag: "v1"))
            old = client.CurrentRevision;
        new Breadcrumb(old.RootCatalog, DateTimeOffset.UnixEpoch, old.Number).Store(TestSettings.Cache(_cache.Path), RepositoryName.Parse(Fqrn));
        _isDown = true;
        try
        {
            return await OpenAsync(origin);
        }
        finally
        {
            _isDown = false;
        }
    }

    private async Task<RepositoryClient> OpenAsync(FakeOrigin origin, string? tag = null)
    {
        var settings = TestSettings.ForInterop(_folder, Fqrn, _cache.Path, origin.Url) with
        {
            Revision = new RevisionSettings { Tag = tag, NotificationServer = origin.Url },
        };
        var opened = await RepositoryClient.OpenAsync(settings, new ClientServices(), default);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        return opened.Value;
    }
}
