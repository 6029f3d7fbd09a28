using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Caching;

/// <summary>What breaks under a running client, and what users get then.</summary>
public sealed class CacheFaultTests
{
    private static readonly TestObject Content = TestObject.Random(5000);

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cache_removed_as_a_whole_fills_again(bool withQuota)
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url), quota: withQuota ? 1 << 20 : null);
        await bench.ReadAsync(Content.Wanted);

        // Asking writes what is noted, so that nothing writes while the directory goes.
        _ = bench.Quota.Status;
        Directory.Delete(bench.Cache.Root, recursive: true);
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.True(bench.Cache.Contains(Content.Name.Hash));
        if (withQuota)
            Assert.Equal(5000, bench.Quota.Status.Used);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cache_is_torn_down_when_what_is_on_its_way_has_come_in()
    {
        using var folder = new TemporaryFolder();
        using var cache = CacheFactory.Open(TestSettings.Cache(folder.Path, quota: 1 << 20), new ClientServices()).Value;
        var later = TestObject.Random(100, seed: 2);
        Task freezing;
        await using (var coming = cache.Begin(Content.Wanted))
        {
            freezing = cache.FreezeAsync().AsTask();
            Assert.False(freezing.IsCompleted);
            await PutAsync(cache, later);
            await coming.Content.WriteAsync(Content.Plain);
            Assert.Null(coming.Commit(Content.Plain.Length));
        }

        await freezing;
        Assert.True(cache.IsReadOnly);
        Assert.Equal(Content.Plain, await File.ReadAllBytesAsync(cache.PathOf(Content.Name.Hash)));
        Assert.StartsWith(folder.Path, cache.PathOf(Content.Name.Hash), StringComparison.Ordinal);
        Assert.Equal(later.Plain, await File.ReadAllBytesAsync(cache.PathOf(later.Name.Hash)));
        Assert.False(File.Exists(Path.Combine(folder.Path, later.Name.Hash.ToString()[..2], later.Name.Hash.ToString()[2..])));
        Assert.Equal(QuotaAbilities.None, cache.Quota.Abilities);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_directory_in_the_place_of_an_object_is_an_error_with_its_name()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url));
        Directory.CreateDirectory(Path.Combine(bench.Cache.PathOf(Content.Name.Hash), "x"));
        var read = await bench.ReadAsync(Content.Wanted);
        Assert.Equal(ClientFailureKind.LocalStorage, read.Failure!.Kind);
        Assert.Contains(Content.Name.ToString(), read.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, ClientFailureKind.TooManyFiles)]
    [InlineData(28, ClientFailureKind.NoSpace)]
    [InlineData(5, ClientFailureKind.LocalStorage)]
    public void Errors_of_the_system_get_their_kind(int errno, ClientFailureKind expected) =>
        Assert.Equal(expected, LocalFailure.Of(new IOException("reason", errno), "Something failed").Kind);

    [Fact]
    public void A_file_that_opens_is_to_blame_itself()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["damaged"], "no catalog");
        Assert.Null(LocalFailure.WhyNotOpened(folder["damaged"]));
        Assert.Equal(ClientFailureKind.LocalStorage, LocalFailure.WhyNotOpened(folder["removed"])!.Kind);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_descriptor_serves_all_opens_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        using var cache = CacheFactory.Open(TestSettings.Cache(folder.Path), new ClientServices()).Value;
        await using (var transaction = cache.Begin(Content.Wanted))
        {
            await transaction.Content.WriteAsync(Content.Plain);
            Assert.Null(transaction.Commit(Content.Plain.Length));
        }

        var shared = new SharedDescriptors();
        var hash = Content.Name.Hash;
        var first = shared.Add(hash, cache.TryOpen(Content.Wanted, out _)!);
        var second = shared.TryTake(hash)!;
        Assert.Same(first, second);
        shared.Release(hash, first);
        Assert.False(second.IsClosed);
        shared.Forget(hash);
        Assert.Null(shared.TryTake(hash));
        shared.Release(hash, second);
        Assert.True(second.IsClosed);
    }

    [Fact(Timeout = 60_000)]
    public async Task Streamed_data_is_not_kept_and_catalogs_are()
    {
        using var folder = new TemporaryFolder();
        using var cache = CacheFactory.Open(TestSettings.Cache(folder.Path) with { IsStreaming = true }, new ClientServices()).Value;
        var catalog = TestObject.Random(3000, seed: 1);
        foreach (var wanted in (CachedObject[])[Content.Wanted, catalog.Wanted with { Label = ObjectLabel.Catalog }])
        {
            await using var transaction = cache.Begin(wanted);
            await transaction.Content.WriteAsync(new byte[wanted.Size]);
            Assert.Null(transaction.Commit(wanted.Size));
        }

        var kept = CacheDirectory.OpenReadOnly(folder.Path, new ClientServices());
        Assert.Equal(catalog.Name.Hash, Assert.Single(kept.Scan()).Hash);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lower_tier_brings_objects_up_and_hides_its_damage()
    {
        using var folder = new TemporaryFolder();
        var lower = CacheDirectory.Open(folder["lower"], CacheDirectoryKind.Own, new ClientServices()).Value;
        await File.WriteAllBytesAsync(lower.PathOf(Content.Name.Hash), Content.Plain);
        var damaged = TestObject.Random(100, seed: 2);
        await File.WriteAllBytesAsync(lower.PathOf(damaged.Name.Hash), [1]);
        var instance = new CacheInstance.Tiered("two", Posix(folder["upper"]), Posix(folder["lower"]), IsLowerReadOnly: true);
        using var cache = CacheFactory.Open(TestSettings.Cache(folder.Path) with { Primary = instance }, new ClientServices()).Value;
        cache.TryOpen(Content.Wanted, out _)!.Dispose();
        Assert.Equal(Content.Plain, await File.ReadAllBytesAsync(cache.PathOf(Content.Name.Hash)));
        Assert.StartsWith(folder["upper"], cache.PathOf(Content.Name.Hash), StringComparison.Ordinal);
        Assert.Null(cache.TryOpen(damaged.Wanted, out var failure));
        Assert.Null(failure);
        Assert.True(lower.Contains(damaged.Name.Hash));
    }

    private static CacheInstance.Posix Posix(string folder) => new("x", folder, folder, IsShared: true, IsAlien: false, QuotaBytes: null, SharesDescriptors: false);

    private static async Task PutAsync(IObjectCache cache, TestObject content)
    {
        await using var transaction = cache.Begin(content.Wanted);
        await transaction.Content.WriteAsync(content.Plain);
        Assert.Null(transaction.Commit(content.Plain.Length));
    }
}
