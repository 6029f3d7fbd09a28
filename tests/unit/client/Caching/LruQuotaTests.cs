using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats.Hashing;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Caching;

public sealed class LruQuotaTests
{
    private const long Limit = 1000;

    [Fact]
    public void Eviction_follows_a_model() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 19], Gen.Int[1, 200]).Array[1, 60].Sample(
            steps =>
            {
                using var folder = new TemporaryFolder();
                var (cache, quota) = Open(folder, Limit);
                using (quota)
                {
                    var model = new QuotaModel(Limit);
                    foreach (var (verb, item, size) in steps)
                    {
                        var hash = Hash(item);
                        switch (verb)
                        {
                            case 0:
                                quota.Touch(hash);
                                model.Touch(item);
                                break;
                            case 3 when model.Contains(item):
                                quota.Remove(hash);
                                model.Remove(item);
                                break;
                            default:
                                File.WriteAllBytes(cache.PathOf(hash), new byte[size]);
                                Assert.True(quota.TryInsert(hash, size, $"/{item}", ObjectLabel.Regular));
                                model.Insert(item, size);
                                break;
                        }

                        ((LruQuota)quota).Flush();
                        Assert.Equal(model.Used, quota.Status.Used);
                    }

                    Assert.Equal(model.Order.Select(item => $"/{item}"), quota.List(CacheListing.All));
                    Assert.All(Enumerable.Range(0, 20), item => Assert.Equal(model.Contains(item), cache.Contains(Hash(item))));
                }
            },
            iter: 15,
            threads: 1);

    [Fact]
    public void Pinned_objects_stay_and_volatile_ones_go_first()
    {
        using var folder = new TemporaryFolder();
        var (cache, quota) = Open(folder, Limit);
        using (quota)
        {
            Put(cache, quota, 1, 300, ObjectLabel.Catalog);
            quota.Pin(Hash(1));
            Put(cache, quota, 2, 200, ObjectLabel.Regular);
            Put(cache, quota, 3, 400, ObjectLabel.Volatile);
            Put(cache, quota, 4, 200, ObjectLabel.Regular);
            Assert.Equal(["/1", "/2", "/4"], quota.List(CacheListing.All));
            Assert.Equal(["/1"], quota.List(CacheListing.Pinned));
            Assert.Equal(300, quota.Status.Pinned);
            quota.Unpin(Hash(1));
            Assert.True(quota.Cleanup(0));
            Assert.False(cache.Contains(Hash(1)));
        }
    }

    [Fact]
    public void What_can_never_fit_is_refused()
    {
        using var folder = new TemporaryFolder();
        var (_, quota) = Open(folder, Limit);
        using (quota)
            Assert.False(quota.TryInsert(Hash(1), 501, "/1", ObjectLabel.Regular));
    }

    [Fact]
    public void Bookkeeping_survives_a_clean_end()
    {
        using var folder = new TemporaryFolder();
        var (cache, quota) = Open(folder, Limit);
        Put(cache, quota, 1, 10, ObjectLabel.Regular);
        Put(cache, quota, 2, 20, ObjectLabel.Regular);
        quota.Touch(Hash(1));
        quota.Dispose();
        using var again = Open(folder, Limit).Quota;
        Assert.Equal(["/2", "/1"], again.List(CacheListing.All));
        Assert.Equal(30, again.Status.Used);
    }

    [Theory]
    [InlineData("no database")]
    [InlineData("empty database")]
    [InlineData("no sqlite")]
    [InlineData("killed before the row")]
    [InlineData("killed before the file")]
    public void After_a_kill_database_and_files_agree(string damage)
    {
        using var folder = new TemporaryFolder();
        var (cache, quota) = Open(folder, Limit);
        Put(cache, quota, 1, 10, ObjectLabel.Regular);
        Put(cache, quota, 2, 20, ObjectLabel.Regular);
        quota.Pin(Hash(2));
        quota.Dispose();
        File.WriteAllText(Path.Combine(cache.Transactions, "fetchLEFT"), "half");
        var database = folder["cachedb"];
        using (var sqlite = QuotaDatabase.Open(database))
            sqlite.Clients = 1;
        if (damage == "no database")
            File.Delete(database);
        else if (damage == "empty database")
            File.WriteAllBytes(database, []);
        else if (damage == "no sqlite")
            File.WriteAllText(database, new string('x', 5000));
        else if (damage == "killed before the row")
            File.WriteAllBytes(cache.PathOf(Hash(3)), new byte[30]);
        else
            cache.Delete(Hash(1));

        using var again = Open(folder, Limit).Quota;
        Assert.Empty(Directory.GetFiles(cache.Transactions));
        Assert.Equal(cache.Scan().Sum(file => file.Size), again.Status.Used);
        Assert.Equal(cache.Scan().Count, again.List(CacheListing.All).Count);
        Assert.Equal(0, again.Status.Pinned);
    }

    [Fact]
    public void Two_clients_share_one_cache()
    {
        using var folder = new TemporaryFolder();
        var (cache, one) = Open(folder, Limit);
        using var two = Open(folder, Limit).Quota;
        Put(cache, one, 1, 400, ObjectLabel.Regular);
        Put(cache, two, 2, 400, ObjectLabel.Regular);
        Assert.Equal(800, two.Status.Used);
        Put(cache, one, 3, 400, ObjectLabel.Regular);
        ((LruQuota)one).Flush();
        Assert.Equal(["/2", "/3"], two.List(CacheListing.All));
        one.Dispose();
        Put(cache, two, 4, 100, ObjectLabel.Regular);
        Assert.Equal(900, two.Status.Used);
    }

    [Fact]
    public void A_cache_that_another_program_has_locked_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var held = new FileStream(folder["lock_cachedb"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var cache = CacheDirectory.Open(folder.Path, CacheDirectoryKind.Own, new ClientServices()).Value;
        var opened = LruQuota.Open(cache, folder.Path, Limit, new ClientServices(), patience: TimeSpan.Zero);
        Assert.Equal(ClientFailureKind.Quota, opened.Failure!.Kind);
        Assert.Equal(12, opened.Failure.LoaderExitCode);
    }

    private static (CacheDirectory Cache, IQuota Quota) Open(TemporaryFolder folder, long limit)
    {
        var cache = CacheDirectory.Open(folder.Path, CacheDirectoryKind.Own, new ClientServices()).Value;
        return (cache, LruQuota.Open(cache, folder.Path, limit, new ClientServices()).Value);
    }

    private static void Put(CacheDirectory cache, IQuota quota, int item, int size, ObjectLabel label)
    {
        File.WriteAllBytes(cache.PathOf(Hash(item)), new byte[size]);
        Assert.True(quota.TryInsert(Hash(item), size, $"/{item}", label));
        ((LruQuota)quota).Flush();
    }

    private static ContentHash Hash(int item) => ContentHash.Compute(ContentHashAlgorithm.Sha1, [(byte)item]);
}
