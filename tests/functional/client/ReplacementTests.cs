using System.Globalization;
using System.Security.Cryptography;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>The executable is replaced under a live mount.</summary>
public class ReplacementTests
{
    private const string Text = "/big/text-20MiB";
    private const string Random = "/big/4MiB-plus-1";

    [Fact(Timeout = 120_000)]
    public async Task Open_files_and_inodes_stay()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        await using var text = File.OpenRead(mount.MountPoint + Text);
        await using var random = File.OpenRead(mount.MountPoint + Random);
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        await text.ReadExactlyAsync(buffer);
        hash.AppendData(buffer);
        var inodes = await InodesAsync(mount);
        var before = await mount.XattrAsync("user.pid");

        Assert.StartsWith("OK", await TalkAsync(mount, "reload"), StringComparison.Ordinal);

        Assert.NotEqual(before, await mount.XattrAsync("user.pid"));
        await ProcessEnds.WaitAsync(int.Parse(before, CultureInfo.InvariantCulture));
        for (int read; (read = await text.ReadAsync(buffer)) > 0;)
            hash.AppendData(buffer.AsSpan(0, read));
        Assert.Equal(Interop.Basic.Expected()[Text].Sha256, Convert.ToHexStringLower(hash.GetHashAndReset()));
        Assert.Equal(Interop.Basic.Expected()[Random].Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(random)));
        Assert.Equal(inodes, await InodesAsync(mount));
        Assert.Equal("2", await mount.XattrAsync("user.usedfd"));
    }

    [Fact(Timeout = 180_000)]
    public async Task Readers_notice_nothing_of_several_replacements()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        using var stop = new CancellationTokenSource();
        var expected = Interop.Basic.Expected()[Random].Sha256;
        var reader = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                Assert.StartsWith(expected, await Command.RequireAsync("sha256sum", mount.MountPoint + Random), StringComparison.Ordinal);
        });
        var walker = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
        });

        for (var round = 0; round < 3; round++)
            Assert.StartsWith("OK", await TalkAsync(mount, "reload"), StringComparison.Ordinal);
        await stop.CancelAsync();
        await Task.WhenAll(reader, walker);

        var history = await TalkAsync(mount, "hotpatch history");
        Assert.Equal(5, history.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_program_that_cannot_take_over_leaves_the_mount_as_it_is()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        await using var text = File.OpenRead(mount.MountPoint + Text);
        var pid = await mount.XattrAsync("user.pid");

        // The new process refuses its configuration.
        mount.Configure(server.Url, "CVMFS_QUOTA_LIMIT=nonsense");
        var answer = await TalkAsync(mount, "reload");

        Assert.StartsWith("Failed", answer, StringComparison.Ordinal);
        Assert.Equal(pid, await mount.XattrAsync("user.pid"));
        Assert.Equal(Interop.Basic.Expected()[Text].Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(text)));
        TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_cache_can_be_emptied_on_the_way()
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        await using var random = File.OpenRead(mount.MountPoint + Random);
        await Command.RequireAsync("cat", mount.MountPoint + Text);

        Assert.StartsWith("OK", await TalkAsync(mount, "reload wipe"), StringComparison.Ordinal);

        Assert.Equal(Interop.Basic.Expected()[Random].Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(random)));
        await Command.RequireAsync("sh", "-c", "echo 3 > /proc/sys/vm/drop_caches");
        var before = server.DataRequests;
        Assert.StartsWith(Interop.Basic.Expected()[Text].Sha256, await Command.RequireAsync("sha256sum", mount.MountPoint + Text), StringComparison.Ordinal);
        Assert.True(server.DataRequests > before, "the file came from a cache that should be empty");
    }

    private static async Task<string> InodesAsync(MountedRepository mount) =>
        await Command.RequireAsync("find", mount.MountPoint, "-xdev", "-printf", "%P %i\n");

    private static async Task<string> TalkAsync(MountedRepository mount, string command)
    {
        var socket = await mount.XattrAsync("user.talk_socket");
        return await Command.RequireAsync(Products.Executable("cvmfs_talk"), ["-p", socket, .. command.Split(' ')]);
    }

    private static RepositoryServer StartServer()
    {
        Interop.Basic.Require();
        return RepositoryServer.Start(Interop.Basic.Storage);
    }
}
