using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Transactions;

namespace CernVM.Cvmfs.Server.Tests.Publishing;

public sealed class RefusalTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task An_expired_whitelist_is_named_with_its_cure()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Clock.Advance(TimeSpan.FromDays(31));
        var refused = await Assert.ThrowsAsync<ServerException>(() => test.SyncAsync());
        Assert.Equal("SRV074", refused.Id);
        Assert.Contains("resign", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_key_is_named()
    {
        using var test = new TestRepository();
        var repository = await test.CreateAsync();
        File.Delete(repository.Keys.RepositoryKey);
        test.Write("a", "a");
        var refused = await Assert.ThrowsAsync<ServerException>(() => test.SyncAsync());
        Assert.Contains(repository.Keys.RepositoryKey, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1ul, (await repository.ReadManifestAsync(CancellationToken.None)).Revision.Number);
    }

    [Fact(Timeout = Limit)]
    public async Task The_process_that_holds_the_lock_is_named()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        using var held = PublishLock.Take(test.Settings.Spool.PublishLock, "test.example.org");
        var refused = await Assert.ThrowsAsync<ServerException>(() => test.SyncAsync());
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_tag_that_means_another_state_is_not_moved()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("a", "1");
        await test.SyncAsync(change: request => request with { Tag = "v1" });
        Assert.False((await test.SyncAsync(change: request => request with { Tag = "v1" })).IsNewRevision);
        test.Write("a", "2");
        var refused = await Assert.ThrowsAsync<ServerException>(() => test.SyncAsync(change: request => request with { Tag = "v1" }));
        Assert.Equal("SRV081", refused.Id);
        Assert.Equal("1", await (await test.ReadAsync()).TextAsync("/a"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_tag_moves_with_the_revision_when_that_is_asked_for()
    {
        using var test = new TestRepository();
        var repository = await test.CreateAsync();
        test.Write("a", "1");
        await test.SyncAsync(change: request => request with { Tag = "v1" });
        test.Write("a", "2");
        Assert.True((await test.SyncAsync(change: request => request with { Tag = "v1", MovesTag = true, Message = "moved" })).IsNewRevision);
        var before = await repository.ReadManifestAsync(CancellationToken.None);
        using var history = await HistoryFile.OpenAsync(repository, before.History, CancellationToken.None);
        Assert.Equal((before.RootCatalog, "moved"), (history.Find("v1")!.RootCatalog, history.Find("v1")!.Description));
    }

    [Fact(Timeout = Limit)]
    public async Task The_name_of_bundles_is_for_a_file_in_the_root()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write(".cvmfsbundles", "{}");
        Assert.True((await test.SyncAsync()).IsNewRevision);
        test.Write("below/.cvmfsbundles", "{}");
        Assert.Equal("SRV052", (await Assert.ThrowsAsync<ServerException>(() => test.SyncAsync())).Id);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_killed_run_left_is_cleaned_and_the_next_run_goes_on()
    {
        using var test = new TestRepository();
        var repository = await test.CreateAsync();
        var left = Path.Combine(test.Settings.Spool.Temporary, "catalog-left");
        await File.WriteAllTextAsync(left, "half");
        var reflog = Path.Combine(test.Settings.Storage, ".cvmfsreflog");
        await using (var manifest = File.OpenRead(Path.Combine(test.Settings.Storage, ".cvmfspublished")))
        {
            // The state between reflog and manifest: a newer reflog whose checksum stands in the spool.
            var before = new byte[manifest.Length];
            await manifest.ReadExactlyAsync(before);
            test.Write("a", "1");
            await test.SyncAsync();
            await File.WriteAllBytesAsync(Path.Combine(test.Settings.Storage, ".cvmfspublished"), before);
        }

        Assert.True(File.Exists(reflog));
        Assert.True((await test.SyncAsync()).IsNewRevision);
        Assert.False(File.Exists(left));
        Assert.Equal(2ul, (await repository.ReadManifestAsync(CancellationToken.None)).Revision.Number);
    }
}
