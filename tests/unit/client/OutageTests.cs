using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests;

/// <summary>A server that is gone for a while and comes back, without anything being opened anew.</summary>
public sealed class OutageTests : IDisposable
{
    private const string Cached = "/README";
    private const string Missing = "/pkg/new/n1";
    private static readonly TimeSpan OfflineRetry = TimeSpan.FromSeconds(180);

    private readonly TemporaryFolder _cache = new();
    private readonly JumpingClock _clock = new();
    private readonly string _folder = Interop.Folder("tagged");

    [Fact(Timeout = 120_000)]
    public async Task An_hour_without_server_costs_what_is_not_cached_and_nothing_afterwards()
    {
        var isGone = false;
        await using var origin = FakeOrigin.Files(Path.Combine(_folder, "repo"), _ => Volatile.Read(ref isGone) ? new FakeReply { Status = 503 } : null);
        var settings = TestSettings.ForInterop(_folder, "tagged.example.org", _cache.Path, origin.Url) with { Prefetch = PrefetchSettings.Off };
        var opened = await RepositoryClient.OpenAsync(settings, new ClientServices { Time = _clock }, default);
        Assert.True(opened.IsOk, opened.Failure?.Message);
        await using var client = opened.Value;
        var online = client.NextCheck!.Value - _clock.GetUtcNow();
        Assert.Null(await ReadAsync(client, Cached));

        Volatile.Write(ref isGone, true);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(1); passed += OfflineRetry)
        {
            _clock.Advance(OfflineRetry);
            var look = await _clock.PassWhileAsync(client.CheckForUpdateAsync(default).AsTask());
            Assert.True(look.Failure!.IsTransient, look.Failure.Message);
            Assert.False(client.IsOnline);
            Assert.InRange(client.NextCheck!.Value - _clock.GetUtcNow(), TimeSpan.Zero, OfflineRetry);
            Assert.Null(await ReadAsync(client, Cached));
            Assert.True((await ReadAsync(client, Missing))!.IsTransient);
        }

        Volatile.Write(ref isGone, false);
        Assert.Null(await ReadAsync(client, Missing));
        Assert.True((await _clock.PassWhileAsync(client.CheckForUpdateAsync(default).AsTask())).IsOk);
        Assert.True(client.IsOnline);
        Assert.InRange(client.NextCheck!.Value - _clock.GetUtcNow(), OfflineRetry, online);
    }

    public void Dispose() => _cache.Dispose();

    private Task<ClientFailure?> ReadAsync(RepositoryClient client, string path) => _clock.PassWhileAsync(OpenAsync(client, path));

    private static async Task<ClientFailure?> OpenAsync(RepositoryClient client, string path)
    {
        var node = await client.GetNodeAsync(RepositoryPath.Parse(path), default);
        if (!node.IsOk)
            return node.Failure;
        var opened = await client.OpenFileAsync(node.Value, default);
        if (!opened.IsOk)
            return opened.Failure;
        opened.Value.Dispose();
        return null;
    }
}
