using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Tests.Caching;

/// <summary>A power loss is a note of another boot, and files whose bytes did not reach the disk.</summary>
public sealed class DurabilityTests
{
    private static readonly ContentHash Early = ContentHash.Compute(ContentHashAlgorithm.Sha1, "early"u8);
    private static readonly ContentHash Late = ContentHash.Compute(ContentHashAlgorithm.Sha1, "late"u8);

    [Fact]
    public void After_a_power_loss_only_what_was_on_the_disk_stays()
    {
        using var folder = new TemporaryFolder();
        var cache = Open(folder);
        Put(cache, Early, DateTime.UtcNow.AddMinutes(-10));
        Put(cache, Late, DateTime.UtcNow.AddSeconds(1));
        PretendPowerLoss(folder);
        using var after = Open(folder);
        Assert.True(after.Contains(Early));
        Assert.False(after.Contains(Late));
    }

    [Fact]
    public void A_kill_without_power_loss_costs_nothing()
    {
        using var folder = new TemporaryFolder();
        var killed = Open(folder);
        Put(killed, Late, DateTime.UtcNow);
        using var after = Open(folder);
        Assert.True(after.Contains(Late));
        killed.Dispose();
    }

    [Fact]
    public void Who_leaves_last_leaves_nothing_to_look_at()
    {
        using var folder = new TemporaryFolder();
        var (one, two) = (Open(folder), Open(folder));
        Put(one, Late, DateTime.UtcNow);
        one.Dispose();
        Assert.False(Note(folder).IsClean);
        two.Dispose();
        Assert.True(Note(folder).IsClean);
        PretendPowerLoss(folder);
        using var after = Open(folder);
        Assert.True(after.Contains(Late));
    }

    [Fact]
    public void A_clock_that_was_set_back_lowers_the_mark_before_an_object_gets_its_name()
    {
        using var folder = new TemporaryFolder();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(1));
        var cache = CacheDirectory.Open(folder.Path, CacheDirectoryKind.Own, Services(time)).Value;
        Assert.True(Note(folder).Until > DateTimeOffset.UtcNow.AddHours(1));
        time.AdjustTime(DateTimeOffset.UtcNow);
        Put(cache, Late, DateTime.UtcNow);
        PretendPowerLoss(folder);
        using var after = Open(folder);
        Assert.False(after.Contains(Late));
    }

    [Fact]
    public void A_failing_sync_vouches_for_nothing()
    {
        using var folder = new TemporaryFolder();
        Open(folder).Dispose();
        var cache = CacheDirectory.Open(folder.Path, CacheDirectoryKind.Own, new ClientServices { SyncFileSystem = _ => false }).Value;
        Put(cache, Late, DateTime.UtcNow.AddSeconds(1));
        cache.Dispose();
        PretendPowerLoss(folder);
        using var after = Open(folder);
        Assert.False(after.Contains(Late));
    }

    private static DurabilityNote Note(TemporaryFolder folder) => DurabilityNote.Load(folder[".cvmfsdurable"])!.Value;

    private static void PretendPowerLoss(TemporaryFolder folder) => (Note(folder) with { Boot = "another" }).Store(folder[".cvmfsdurable"]);

    private static ClientServices Services(TimeProvider time) => new() { Time = time, SyncFileSystem = _ => true };

    private static CacheDirectory Open(TemporaryFolder folder) => CacheDirectory.Open(folder.Path, CacheDirectoryKind.Own, Services(TimeProvider.System)).Value;

    private static void Put(CacheDirectory cache, ContentHash hash, DateTime written)
    {
        using var temporary = cache.CreateTemporary(hash);
        temporary.Content.Write([1, 2, 3]);
        cache.Commit(temporary, hash);
        File.SetLastWriteTimeUtc(cache.PathOf(hash), written);
    }
}
