using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Caching;

public sealed class CacheTests
{
    private static readonly TestObject Content = TestObject.Random(5000);

    [Fact(Timeout = 60_000)]
    public async Task The_layout_is_the_originals()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url));
        await bench.ReadAsync(Content.Wanted);
        var hash = Content.Name.Hash.ToString();
        var file = Path.Combine(bench.Cache.Root, hash[..2], hash[2..]);
        Assert.Equal(Content.Plain, await File.ReadAllBytesAsync(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(bench.Cache.Root, "quarantaine")));
        Assert.Equal(258, Directory.GetDirectories(bench.Cache.Root).Length);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(4999)]
    [InlineData(5001)]
    public async Task A_file_of_wrong_size_is_put_aside_and_fetched_again(int size)
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url));
        await File.WriteAllBytesAsync(bench.Cache.PathOf(Content.Name.Hash), new byte[size]);
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(size, new FileInfo(Path.Combine(bench.Cache.Quarantine, Content.Name.Hash.ToString())).Length);
        Assert.Contains(bench.Log, entry => entry.Id == 201);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cache_emptied_under_the_client_fills_again()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url));
        await bench.ReadAsync(Content.Wanted);
        Directory.Delete(Path.GetDirectoryName(bench.Cache.PathOf(Content.Name.Hash))!, recursive: true);
        Assert.Equal(Content.Plain, (await bench.ReadAsync(Content.Wanted)).Value);
        Assert.Equal(2, origin.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Hits_ask_nobody()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url), quota: 1 << 20);
        await bench.ReadAsync(Content.Wanted);
        await bench.ReadAsync(Content.Wanted);
        Assert.Single(origin.Requests);
        Assert.Equal(5000, bench.Quota.Status.Used);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_too_large_for_the_cache_is_refused_by_name()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url), quota: 8000);
        var read = await bench.ReadAsync(Content.Wanted);
        Assert.Equal(ClientFailureKind.NoSpace, read.Failure!.Kind);
        Assert.Contains("CVMFS_QUOTA_LIMIT", read.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(bench.Cache.Transactions));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cache_far_too_small_still_serves_right_bytes()
    {
        var objects = Enumerable.Range(0, 40).Select(seed => TestObject.Random(3000, seed)).ToDictionary(made => made.Name.StorePath);
        await using var origin = new FakeOrigin(request => FakeReply.Ok(objects[request.Path].Stored));
        await using var bench = new FetchBench(TestSettings.Network(origin.Url), quota: 20_000);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), async (i, _) =>
        {
            var wanted = objects.Values.ElementAt(i * 7 % 40);
            Assert.Equal(wanted.Plain, (await bench.ReadAsync(wanted.Wanted)).Value);
        });
        Assert.InRange(bench.Quota.Status.Used, 0, 20_000);
    }
}
