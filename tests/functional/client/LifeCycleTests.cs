using System.Globalization;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Starting, stopping, and the ways of asking a mount.</summary>
public class LifeCycleTests
{
    [Fact(Timeout = 60_000)]
    public async Task Unmounting_ends_the_process_and_leaves_no_socket()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        Assert.NotEmpty(Directory.GetFiles(mount.Cache, "cvmfs_io.*", SearchOption.AllDirectories));

        await mount.UnmountAsync();

        Assert.False(mount.IsMounted);
        Assert.Empty(Directory.GetFiles(mount.Cache, "cvmfs_io.*", SearchOption.AllDirectories));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_termination_signal_unmounts()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var pid = await mount.XattrAsync("user.pid");

        await Command.RequireAsync("kill", pid);
        await ProcessEnds.WaitAsync(int.Parse(pid, CultureInfo.InvariantCulture));

        Assert.False(mount.IsMounted);
    }

    [Fact(Timeout = 60_000)]
    public async Task Mounting_twice_on_one_place_is_detected()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();

        var again = await mount.TryMountAsync();

        Assert.Equal(21, again.ExitCode);
        Assert.Contains(mount.MountPoint, again.Errors, StringComparison.Ordinal);
        await Command.RequireAsync("cat", mount.MountPoint + "/hello.txt");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_parameter_that_is_not_supported_is_refused_by_name()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, "CVMFS_METALINK_URL=http://127.0.0.1:1");

        var result = await mount.TryMountAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("CVMFS_METALINK_URL", result.Errors, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("CVMFS_TALK_SOCKET=/nonexistent/socket", 14)]
    [InlineData("CVMFS_TALK_OWNER=nosuchuser", 2)]
    [InlineData("CVMFS_OOM_SCORE_ADJ=many", 2)]
    public async Task What_cannot_be_done_ends_with_its_code_and_no_mount(string parameter, int code)
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, parameter);

        var result = await mount.TryMountAsync();

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(parameter.Split('=')[0], result.Errors, StringComparison.Ordinal);
        Assert.False(mount.IsMounted);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("-o", "nonsense", "a.example.org", "/mnt")]
    [InlineData("a.example.org")]
    [InlineData("--nonsense")]
    public async Task A_wrong_command_line_ends_with_code_2(params string[] arguments) =>
        Assert.Equal(2, (await Command.RunAsync(Products.Executable("cvmfs2"), arguments)).ExitCode);

    [Fact(Timeout = 60_000)]
    public async Task The_root_and_files_have_synthetic_attributes()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();

        Assert.Equal(Interop.Basic.Fqrn, await mount.XattrAsync("user.fqrn"));
        Assert.Equal(Interop.Basic.Manifest('S'), await mount.XattrAsync("user.revision"));
        Assert.Equal(Interop.Basic.Manifest('C'), await mount.XattrAsync("user.root_hash"));
        Assert.Equal("1", await mount.XattrAsync("user.chunks", "/hello.txt"));
        Assert.Equal("zlib", await mount.XattrAsync("user.compression", "/hello.txt"));
        var list = await Command.RequireAsync("getfattr", "--absolute-names", mount.MountPoint);
        Assert.DoesNotContain("user.fqrn", list, StringComparison.Ordinal);
        var absent = await Command.RunAsync("getfattr", "-n", "user.nonsense", mount.MountPoint);
        Assert.Contains("No such attribute", absent.Errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_control_socket_answers()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var socket = await mount.XattrAsync("user.talk_socket");
        var talk = Products.Executable("cvmfs_talk");

        Assert.Equal(await mount.XattrAsync("user.pid"), (await Command.RequireAsync(talk, "-p", socket, "pid")).Trim());
        Assert.Equal(mount.MountPoint, (await Command.RequireAsync(talk, "-p", socket, "mountpoint")).Trim());

        // Other tests mount the same repository at the same time; any of them may be the one that answers.
        Assert.Equal(Interop.Basic.Manifest('S'), (await Command.RequireAsync(talk, "-i", Interop.Basic.Fqrn, "revision")).Trim());
        Assert.Equal("Catalog up to date", (await Command.RequireAsync(talk, "-p", socket, "remount", "sync")).Trim());
        Assert.Equal("unknown command", (await Command.RunAsync(talk, "-p", socket, "nonsense")).Output.Trim());
    }

    [Fact(Timeout = 60_000)]
    public async Task The_mount_is_read_only()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();

        Assert.Contains("Read-only file system", (await Command.RunAsync("touch", mount.MountPoint + "/new")).Errors, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", (await Command.RunAsync("rm", "-f", mount.MountPoint + "/hello.txt")).Errors, StringComparison.Ordinal);
    }

    private static RepositoryServer StartServer()
    {
        Interop.Basic.Require();
        return RepositoryServer.Start(Interop.Basic.Storage);
    }
}
