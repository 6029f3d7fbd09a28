using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>A client that runs out of memory: refused at the start, errors, or its end; never a dead mount or a damaged cache.</summary>
public sealed class MemoryLimitTests
{
    private const string Limit = "DOTNET_GCHeapHardLimit";

    [Theory(Timeout = 300_000)]
    [InlineData("100000")]
    [InlineData("600000")]
    [InlineData("c00000")]
    [InlineData("2000000")]
    public async Task It_leaves_no_dead_mount_and_a_sound_cache(string bytes)
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        var mounted = await Command.RunAsync(
            Products.Executable("cvmfs2"),
            ["-o", $"config={mount.ConfigurationFile}", Interop.Basic.Fqrn, mount.MountPoint],
            new Dictionary<string, string> { [Limit] = bytes });

        if (mounted.ExitCode == 0)
            await UseAsync(mount);
        Assert.False(mount.IsMounted, mount.Log());

        if (Directory.Exists(Path.Combine(mount.Cache, "shared", "ff")))
        {
            var check = await Command.RunAsync(Products.Executable("cvmfs_fsck"), "-j", "2", Path.Combine(mount.Cache, "shared"));
            Assert.True(check.ExitCode == 0, check.Output + check.Errors);
        }

        await mount.MountAsync();
        TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
    }

    // Reads everything at once, several times. What is answered must be right; how much of it is, is left open.
    private static async Task UseAsync(MountedRepository mount)
    {
        var talk = await Command.RunAsync("getfattr", "--absolute-names", "--only-values", "-n", "user.talk_socket", mount.MountPoint);
        var watchdog = talk.ExitCode == 0 ? await Command.RunAsync(Products.Executable("cvmfs_talk"), "-p", talk.Output, "pid watchdog") : talk;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Command.RunAsync("sh", "-c", $"find '{mount.MountPoint}' -type f -print0 | xargs -0 -P 4 -n 20 cat >/dev/null")));
        var text = await Command.RunAsync("cat", mount.MountPoint + "/hello.txt");
        if (text.ExitCode == 0)
            Assert.Equal(Interop.Basic.Expected()["/hello.txt"].Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text.Output))));

        // Fails when the watchdog has done it already.
        await Command.RunAsync("umount", mount.MountPoint);
        if (int.TryParse(watchdog.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            await ProcessEnds.WaitAsync(process);
    }
}
