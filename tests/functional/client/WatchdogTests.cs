using System.Globalization;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>The process of a mount is killed.</summary>
public class WatchdogTests
{
    [Theory(Timeout = 120_000)]
    [InlineData("KILL", false)]
    [InlineData("SYS", false)]
    [InlineData("KILL", true)]
    public async Task A_crash_is_reported_and_leaves_no_dead_mount(string signal, bool isReplaced)
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var talk = Products.Executable("cvmfs_talk");
        var socket = await mount.XattrAsync("user.talk_socket");
        if (isReplaced)
            Assert.StartsWith("OK", await Command.RequireAsync(talk, "-p", socket, "reload"), StringComparison.Ordinal);
        var watchdog = (await Command.RequireAsync(talk, "-p", socket, "pid watchdog")).Trim();
        var pid = await mount.XattrAsync("user.pid");
        Assert.NotEqual(pid, watchdog);

        await Command.RequireAsync("kill", "-" + signal, pid);
        await ProcessEnds.WaitAsync(int.Parse(watchdog, CultureInfo.InvariantCulture));

        Assert.False(mount.IsMounted);
        Assert.Contains($"process {pid} was ended by signal", mount.Log(), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(mount.Cache, $"stacktrace.{Interop.Basic.Fqrn}", SearchOption.AllDirectories));
        await mount.MountAsync();
        Assert.StartsWith("CernVM-FS", await Command.RequireAsync("cat", mount.MountPoint + "/README"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Unmounting_ends_the_watchdog_without_a_report()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var watchdog = await Command.RequireAsync(Products.Executable("cvmfs_talk"), "-p", await mount.XattrAsync("user.talk_socket"), "pid watchdog");

        await mount.UnmountAsync();
        await ProcessEnds.WaitAsync(int.Parse(watchdog, CultureInfo.InvariantCulture));

        Assert.DoesNotContain("crashed", mount.Log(), StringComparison.Ordinal);
    }
}
