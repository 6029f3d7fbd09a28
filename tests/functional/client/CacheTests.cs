using System.Globalization;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Caches of every kind under a mount, and what happens when they break.</summary>
public sealed class CacheTests
{
    private const string DropCaches = "echo 3 > /proc/sys/vm/drop_caches";

    [Theory(Timeout = 120_000)]
    [InlineData("CVMFS_CACHE_PRIMARY=hot;CVMFS_CACHE_hot_TYPE=ram;CVMFS_CACHE_hot_SIZE=100")]
    [InlineData("CVMFS_STREAMING_CACHE=yes")]
    [InlineData("CVMFS_CACHE_REFCOUNT=yes")]
    [InlineData("CVMFS_QUOTA_LIMIT=-1")]
    [InlineData("CVMFS_CACHE_PRIMARY=two;CVMFS_CACHE_two_TYPE=tiered;CVMFS_CACHE_two_UPPER=hot;CVMFS_CACHE_two_LOWER=default;CVMFS_CACHE_hot_TYPE=ram;CVMFS_CACHE_hot_SIZE=60")]
    public async Task Every_kind_shows_the_same_tree(string parameters)
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, parameters.Split(';'));
        await mount.MountAsync();
        var expected = Interop.Basic.Expected();
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));
        await Command.RequireAsync("sh", "-c", DropCaches);
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_cache_removed_under_the_mount_fills_again()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var expected = Interop.Basic.Expected();
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));

        // The client may be writing its bookkeeping at this moment, which makes one attempt fail.
        await Command.RequireAsync("sh", "-c", $"for attempt in 1 2 3 4 5; do rm -rf '{Path.Combine(mount.Cache, "shared")}' && exit 0; done; exit 1");
        await Command.RequireAsync("sh", "-c", DropCaches);
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_full_disk_makes_room_and_goes_on()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        var small = Directory.CreateTempSubdirectory("cvmfs-small-").FullName;
        await Command.RequireAsync("mount", "-t", "tmpfs", "-o", "size=30m", "none", small);
        try
        {
            await using var mount = new MountedRepository(Interop.Basic, server.Url, small);
            await mount.MountAsync();
            TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
        }
        finally
        {
            await Command.RequireAsync("umount", "-l", small);
            Directory.Delete(small);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task What_killed_mounts_leave_is_sound()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        for (var round = 0; round < 4; round++)
        {
            await Command.RequireAsync(Products.Executable("cvmfs2"), "-o", $"config={mount.ConfigurationFile},disable_watchdog", "basic.example.org", mount.MountPoint);
            var pid = int.Parse(await mount.XattrAsync("user.pid"), CultureInfo.InvariantCulture);

            // Killed while it downloads: after so many objects, a number that differs from round to round.
            var reading = Command.RunAsync("sh", "-c", $"find '{mount.MountPoint}' -type f | head -n {20 + (25 * round)} | xargs -d '\\n' cat > /dev/null; kill -9 {pid}");
            await Command.RunAsync("sh", "-c", $"find '{mount.MountPoint}' -type f | sort -r | xargs -d '\\n' cat > /dev/null");
            await reading;
            await ProcessEnds.WaitAsync(pid);
            await Command.RunAsync("umount", "-l", mount.MountPoint);
        }

        var checkedBefore = await Command.RunAsync(Products.Executable("cvmfs_fsck"), "-j", "2", Path.Combine(mount.Cache, "shared"));
        Assert.True(checkedBefore.ExitCode == 0, checkedBefore.Output);
        await mount.MountAsync();
        TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
        await mount.UnmountAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(mount.Cache, "shared", "txn")));
    }

    [Fact(Timeout = 120_000)]
    public async Task Fsck_finds_and_repairs_a_flipped_byte()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        await ObservedTree.ReadAsync(mount.MountPoint);
        await mount.UnmountAsync();
        var cache = Path.Combine(mount.Cache, "shared");
        var victim = Directory.GetDirectories(cache, "??").SelectMany(Directory.GetFiles).First(file => new FileInfo(file).Length > 1000);
        await using (var file = new FileStream(victim, FileMode.Open))
        {
            file.Position = 500;
            var value = file.ReadByte();
            file.Position = 500;
            file.WriteByte((byte)(value ^ 1));
        }

        var found = await Command.RunAsync(Products.Executable("cvmfs_fsck"), cache);
        Assert.Equal(4, found.ExitCode);
        Assert.Contains(victim, found.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await Command.RunAsync(Products.Executable("cvmfs_fsck"), "-p", cache)).ExitCode);
        Assert.Equal(0, (await Command.RunAsync(Products.Executable("cvmfs_fsck"), cache)).ExitCode);
        await mount.MountAsync();
        TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
    }
}
