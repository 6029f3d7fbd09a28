using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>What parameters change in the tree that users see.</summary>
public sealed class PresentationTests
{
    private const string LinksRead = "cvmfs.n_fs_readlink";
    private const string AsNobody = "setpriv --reuid=nobody --regid=nogroup --clear-groups";

    [Fact(Timeout = 180_000)]
    public async Task Access_lists_hold_only_where_they_are_enforced()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setfacl"), "setfacl is not installed: apt-get install acl");
        await using var site = await PublishedSite.CreateAsync("CVMFS_INCLUDE_XATTRS=true");
        await site.PublishAsync(
            "chmod 755 . && echo secret > granted && echo secret > denied && chmod 640 granted && chmod 644 denied"
            + " && setfacl -m u:nobody:r granted && setfacl -m u:nobody:- denied");
        await Command.RequireAsync("chmod", "755", Path.GetDirectoryName(site.Mount.MountPoint)!);

        await site.Mount.MountAsync();
        Assert.Equal("", await ReadAsync(site, "granted"));
        Assert.Equal("secret\n", await ReadAsync(site, "denied"));
        await site.Mount.UnmountAsync();

        site.Mount.Configure(site.Url, "CVMFS_ENFORCE_ACLS=yes");
        await site.Mount.MountAsync();
        Assert.Equal("secret\n", await ReadAsync(site, "granted"));
        Assert.Equal("", await ReadAsync(site, "denied"));
        Assert.Contains("user:nobody:r--", await Command.RequireAsync("getfacl", "--absolute-names", site.PathOf("granted")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Publishers_see_variant_symlinks_as_they_were_published()
    {
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("ln -s '$(CVMFS_TEST_VARIANT)/x' link");
        site.Mount.Configure(site.Url, "CVMFS_TEST_VARIANT=expanded");
        await site.Mount.MountAsync();
        Assert.Equal("expanded/x", new FileInfo(site.PathOf("link")).LinkTarget);
        Assert.Equal("$(CVMFS_TEST_VARIANT)/x", await Command.RequireAsync("getfattr", "-h", "--absolute-names", "--only-values", "-n", "xfsroot.rawlink", site.PathOf("link")));
        await site.Mount.UnmountAsync();

        site.Mount.Configure(site.Url, "CVMFS_TEST_VARIANT=expanded", "CVMFS_SERVER_CACHE_MODE=yes");
        await site.Mount.MountAsync();
        Assert.Equal("$(CVMFS_TEST_VARIANT)/x", new FileInfo(site.PathOf("link")).LinkTarget);
    }

    [Theory(Timeout = 180_000)]
    [InlineData("yes", 1)]
    [InlineData("no", 3)]
    public async Task The_kernel_keeps_symlinks_where_it_may(string keeps, int asked)
    {
        await using var site = await PublishedSite.CreateAsync();
        await site.PublishAsync("ln -s target link");
        site.Mount.Configure(site.Url, $"CVMFS_CACHE_SYMLINKS={keeps}");
        await site.Mount.MountAsync();
        var before = await site.CounterAsync(LinksRead);
        for (var i = 0; i < 3; i++)
            Assert.Equal("target", new FileInfo(site.PathOf("link")).LinkTarget);
        Assert.Equal(asked, await site.CounterAsync(LinksRead) - before);
    }

    private static async Task<string> ReadAsync(PublishedSite site, string file) =>
        (await Command.RunAsync("sh", "-c", $"{AsNobody} cat '{site.PathOf(file)}'")).Output;
}
