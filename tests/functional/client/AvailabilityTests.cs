using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Servers that are gone, before and after the mount.</summary>
public class AvailabilityTests
{
    [Fact(Timeout = 120_000)]
    public async Task No_server_at_the_start_is_said_and_nothing_is_mounted()
    {
        var server = RepositoryServer.Start(Path.GetTempPath());
        var url = server.Url;
        var port = server.Port;
        await server.DisposeAsync();
        await using var mount = new MountedRepository(Interop.Basic, url);

        var result = await mount.TryMountAsync();

        Assert.Equal(16, result.ExitCode);
        Assert.Contains($"127.0.0.1:{port}", result.Errors, StringComparison.Ordinal);
        Assert.False(mount.IsMounted);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_cached_works_without_a_server_also_after_a_new_start()
    {
        Interop.Basic.Require();
        var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var expected = Interop.Basic.Expected();
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));

        await server.DisposeAsync();
        await Command.RequireAsync("sh", "-c", "echo 3 > /proc/sys/vm/drop_caches");
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));

        await mount.UnmountAsync();
        await mount.MountAsync();
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_not_cached_is_an_error_without_a_server()
    {
        Interop.Basic.Require();
        var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        await Command.RequireAsync("ls", mount.MountPoint);
        await server.DisposeAsync();

        var result = await Command.RunAsync("cat", mount.MountPoint + "/hello.txt");

        Assert.Contains("Input/output error", result.Errors, StringComparison.Ordinal);
        Assert.Equal("1", await mount.XattrAsync("user.nioerr"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_comes_back_is_used_without_a_new_mount()
    {
        Interop.Basic.Require();
        var server = RepositoryServer.Start(Interop.Basic.Storage);
        var port = server.Port;
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, "CVMFS_PREFETCH=no");
        await mount.MountAsync();
        var readme = await Command.RequireAsync("cat", mount.MountPoint + "/README");
        await server.DisposeAsync();
        await Command.RequireAsync("sh", "-c", "echo 3 > /proc/sys/vm/drop_caches");

        Assert.Equal(readme, await Command.RequireAsync("cat", mount.MountPoint + "/README"));
        Assert.Contains("Input/output error", (await Command.RunAsync("cat", mount.MountPoint + "/hello.txt")).Errors, StringComparison.Ordinal);
        var talk = await mount.XattrAsync("user.talk_socket");
        Assert.StartsWith("Failed", await Command.RequireAsync(Products.Executable("cvmfs_talk"), "-p", talk, "remount"), StringComparison.Ordinal);

        await using var again = RepositoryServer.StartAgain(Interop.Basic.Storage, port);
        TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
        Assert.Equal("Catalog up to date\n", await Command.RequireAsync(Products.Executable("cvmfs_talk"), "-p", talk, "remount"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Mounts_that_share_a_cache_fetch_an_object_once()
    {
        Interop.Basic.Require();
        await using var first = RepositoryServer.Start(Interop.Basic.Storage);
        await using var one = new MountedRepository(Interop.Basic, first.Url);
        one.Configure(first.Url, $"CVMFS_WORKSPACE={one.MountPoint}.workspace", "CVMFS_SHARED_CACHE=yes");
        await one.MountAsync();
        await ObservedTree.ReadAsync(one.MountPoint);
        await using var second = RepositoryServer.Start(Interop.Basic.Storage);
        await using var two = new MountedRepository(Interop.Basic, second.Url, one.Cache);
        two.Configure(second.Url, $"CVMFS_WORKSPACE={two.MountPoint}.workspace", "CVMFS_SHARED_CACHE=yes");

        await two.MountAsync();
        TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(two.MountPoint));

        Assert.Equal(0, second.DataRequests);
    }
}
