using System.Diagnostics;
using System.Text;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>The repository changes under a live mount.</summary>
public class RevisionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 180_000)]
    public async Task A_new_revision_is_shown_and_open_files_keep_their_content()
    {
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("mkdir -p a/b && echo first > a/b/file && echo same > a/same && echo gone > gone");
        await site.Mount.MountAsync();
        await using var open = File.OpenRead(site.PathOf("a/b/file"));
        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("a/b/file")));
        Assert.True(File.Exists(site.PathOf("gone")));

        await site.PublishAsync("echo second-content > a/b/file && rm gone && mkdir new && echo here > new/file");
        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("a/b/file")));
        Assert.Equal("New revision applied", await site.TalkAsync("remount", "sync"));

        Assert.Equal("second-content\n", await File.ReadAllTextAsync(site.PathOf("a/b/file")));
        Assert.Equal("same\n", await File.ReadAllTextAsync(site.PathOf("a/same")));
        Assert.Equal("here\n", await File.ReadAllTextAsync(site.PathOf("new/file")));
        Assert.False(File.Exists(site.PathOf("gone")));
        using var old = new StreamReader(open, Encoding.UTF8);
        Assert.Equal("first\n", await old.ReadToEndAsync());
        Assert.Equal("Catalog up to date", await site.TalkAsync("remount"));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_earlier_root_catalog_can_be_shown_again()
    {
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("echo first > file");
        await site.Mount.MountAsync();
        var first = await site.Mount.XattrAsync("user.root_hash");
        await site.PublishAsync("echo second > file");
        await site.TalkAsync("remount", "sync");
        Assert.Equal("second\n", await File.ReadAllTextAsync(site.PathOf("file")));

        Assert.Equal("OK", await site.TalkAsync("chroot", first));

        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("file")));
        Assert.Equal("Failed", await site.TalkAsync("chroot", new string('0', 40)));
    }

    [Fact(Timeout = 180_000)]
    public async Task The_repositorys_own_time_brings_the_new_revision()
    {
        await using var site = await PublishedSite.CreateAsync("CVMFS_REPOSITORY_TTL=2");
        await site.PublishAsync("echo first > file");
        await site.Mount.MountAsync();
        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("file")));

        await site.PublishAsync("echo second > file");

        await UntilAsync(site, "second\n");
    }

    [Fact(Timeout = 180_000)]
    public async Task What_the_kernel_remembers_is_counted_until_it_forgets()
    {
        const string References = "client.no_references";
        const string Slabs = "/proc/sys/vm/drop_caches";
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("mkdir -p a/b && for i in $(seq 500); do echo $i > a/b/$i; done && touch a/.cvmfscatalog && ln a/b/1 a/b/link");
        await site.Mount.MountAsync();
        for (var round = 0; round < 2; round++)
        {
            await Command.RequireAsync("find", site.Mount.MountPoint, "-size", "+1G");
            await Command.RequireAsync("sh", "-c", $"cat '{site.PathOf("a/b")}'/*");
            Assert.False(File.Exists(site.PathOf("a/missing")));
            Assert.InRange(await site.CounterAsync(References), 504, 2000);
            await site.PublishAsync($"echo {round} > a/b/1");
            await site.TalkAsync("remount", "sync");
            Assert.StartsWith("OK", await site.TalkAsync("reload"), StringComparison.Ordinal);
        }

        for (var patience = 0; await site.CounterAsync(References) > 0; patience++)
        {
            Assert.True(patience < 100, "The kernel's references are counted wrongly, or something else uses the mount.");
            await File.WriteAllTextAsync(Slabs, "2", TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal("1\n", await File.ReadAllTextAsync(site.PathOf("a/b/1")));
    }

    [Fact(Timeout = 180_000)]
    public async Task Open_files_that_change_are_counted()
    {
        const string Stale = "cvmfs.n_fs_stat_stale";
        const string Replaced = "cvmfs.n_fs_inode_replace";
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("echo first > file && echo first > closed && echo same > same");
        site.Mount.Configure(site.Url, "CVMFS_KCACHE_TIMEOUT=0");
        await site.Mount.MountAsync();
        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("closed")));
        await using var open = File.OpenRead(site.PathOf("file"));
        await using var same = File.OpenRead(site.PathOf("same"));
        await StatAsync(open, same);
        Assert.Equal((0, 0), (await site.CounterAsync(Stale), await site.CounterAsync(Replaced)));

        await site.PublishAsync("echo second-content > file && echo second > closed");
        Assert.Equal("New revision applied", await site.TalkAsync("remount", "sync"));

        Assert.Equal("6\n5\n", await StatAsync(open, same));
        var stale = await site.CounterAsync(Stale);
        Assert.InRange(stale, 1, 4);
        foreach (var name in new[] { "closed", "same", "file", "file" })
            await File.ReadAllTextAsync(site.PathOf(name));
        Assert.Equal(1, await site.CounterAsync(Replaced));
        await open.DisposeAsync();
        Assert.Equal("5\n", await StatAsync(same));
        Assert.Equal(1, await site.CounterAsync(Replaced));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_announced_revision_is_shown_at_once()
    {
        using var announcements = new NotificationServer();
        await using var site = await PublishedSite.CreateAsync("CVMFS_REPOSITORY_TTL=100000");
        await site.PublishAsync("echo first > file");
        site.Mount.Configure(site.Url, $"CVMFS_NOTIFICATION_SERVER={announcements.Url}");
        await site.Mount.MountAsync();
        Assert.Equal("GET /api/v1/notifications/subscribe HTTP/1.1", await announcements.AcceptAsync(TestContext.Current.CancellationToken));
        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("file")));

        await site.PublishAsync("echo second > file");
        await announcements.AnnounceAsync(PublishedSite.Fqrn, site.Manifest, TestContext.Current.CancellationToken);

        await UntilAsync(site, "second\n");
    }

    [Fact(Timeout = 180_000)]
    public async Task A_kernel_that_is_told_nothing_asks_again()
    {
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("echo first > file");
        site.Mount.Configure(site.Url, "CVMFS_FUSE_NOTIFY_INVALIDATION=no", "CVMFS_KCACHE_TIMEOUT=1");
        await site.Mount.MountAsync();
        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("file")));
        Assert.Single(Directory.GetFiles(site.Mount.MountPoint, "file"));

        await site.PublishAsync("echo second > file && echo more > another");
        Assert.Equal("New revision applied", await site.TalkAsync("remount", "sync"));

        await UntilAsync(site, "second\n");
        Assert.Single(Directory.GetFiles(site.Mount.MountPoint, "another"));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_time_to_live_of_months_disturbs_nothing()
    {
        await using var site = await PublishedSite.CreateAsync("CVMFS_REPOSITORY_TTL=5000000");
        await site.PublishAsync("echo first > file");
        await site.Mount.MountAsync();
        Assert.Equal("first\n", await File.ReadAllTextAsync(site.PathOf("file")));

        await site.PublishAsync("echo second > file");
        Assert.Equal("New revision applied", await site.TalkAsync("remount", "sync"));
        Assert.Equal("second\n", await File.ReadAllTextAsync(site.PathOf("file")));

        await site.Mount.UnmountAsync();
        Assert.Contains("is unmounted", site.Mount.Log(), StringComparison.Ordinal);
        Assert.DoesNotContain("was ended by", site.Mount.Log(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(site.Mount.Cache, "stacktrace.*", SearchOption.AllDirectories));
    }

    [Fact(Timeout = 180_000)]
    public async Task Nodes_of_an_exported_mount_show_new_content_under_the_same_inode()
    {
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("echo first > file");
        site.Mount.Configure(site.Url, "CVMFS_NFS_SOURCE=yes", "CVMFS_KCACHE_TIMEOUT=0");
        await site.Mount.MountAsync();
        await using var open = File.OpenRead(site.PathOf("file"));
        var inode = await Command.RequireAsync("stat", "-c", "%i", site.PathOf("file"));

        await site.PublishAsync("echo second-content > file");
        Assert.Equal("New revision applied", await site.TalkAsync("remount", "sync"));

        Assert.Equal(inode, await Command.RequireAsync("stat", "-c", "%i", site.PathOf("file")));
        Assert.Equal("second-content\n", await File.ReadAllTextAsync(site.PathOf("file")));
    }

    // By the descriptors: what the paths lead to is another matter.
    private static Task<string> StatAsync(params FileStream[] files) => Command.RequireAsync(
        "stat", ["-L", "-c", "%s", .. files.Select(file => $"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}")]);

    private static async Task UntilAsync(PublishedSite site, string content)
    {
        var clock = Stopwatch.StartNew();
        while (await File.ReadAllTextAsync(site.PathOf("file")) != content)
        {
            Assert.True(clock.Elapsed < Patience, $"revision {await site.Mount.XattrAsync("user.revision")} is still shown: {site.Mount.Log()}");
            await Task.Yield();
        }
    }
}
