using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Recording an access profile through the control socket of a mount.</summary>
public class ProfileTests
{
    [Fact(Timeout = 60_000)]
    public async Task What_a_start_up_opens_is_printed_in_order()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var socket = await mount.XattrAsync("user.talk_socket");

        Assert.Equal("OK", await TalkAsync(socket, "profile", "start", "a", "greeting"));
        await Command.RequireAsync("cat", mount.MountPoint + "/hello.txt");

        Assert.Equal("cvmfs-access-profile 1\nstart 1 a greeting\nt hello.txt", await TalkAsync(socket, "profile", "stop"));
        Assert.StartsWith("Failed:", await TalkAsync(socket, "profile", "stop"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_recording_may_begin_with_the_mount()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, "CVMFS_PROFILE_RECORD=boot");
        await mount.MountAsync();
        await Command.RequireAsync("cat", mount.MountPoint + "/hello.txt");

        var text = await TalkAsync(await mount.XattrAsync("user.talk_socket"), "profile", "stop", "--any", mount.MountPoint + "/");

        Assert.Equal("cvmfs-access-profile 1\nstart 0 boot\nf hello.txt", text);
    }

    private static async Task<string> TalkAsync(string socket, params string[] words) =>
        (await Command.RequireAsync(Products.Executable("cvmfs_talk"), ["-p", socket, .. words])).TrimEnd();
}
