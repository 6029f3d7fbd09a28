using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>What scripts around the original call: hidden verbs of <c>cvmfs2</c>.</summary>
public sealed class LegacyVerbTests
{
    [Fact(Timeout = 120_000)]
    public async Task An_alien_cache_is_made_for_its_user_and_used()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        var folder = Directory.CreateTempSubdirectory("cvmfs-alien-").FullName;
        try
        {
            var alien = Path.Combine(folder, "cache");
            await Command.RequireAsync("chmod", "755", folder);
            await Command.RequireAsync(Products.Executable("cvmfs2"), "__MK_ALIEN_CACHE__", alien, "4711", "4712");
            Assert.Equal("4711:4712 770\n", await Command.RequireAsync("stat", "-c", "%u:%g %a", alien));
            Assert.Equal("258 770 4711\n", await Command.RequireAsync("sh", "-c", $"find '{alien}' -mindepth 1 -type d -printf '%m %U\\n' | sort | uniq -c | tr -s ' ' | sed 's/^ //'"));

            await using var mount = new MountedRepository(Interop.Basic, server.Url, null, $"CVMFS_ALIEN_CACHE={alien}", "CVMFS_SHARED_CACHE=no", "CVMFS_QUOTA_LIMIT=-1");
            await mount.MountAsync();
            TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
            var hash = await mount.XattrAsync("user.hash", "/hello.txt");
            Assert.Equal("660\n", await Command.RequireAsync("stat", "-c", "%a", $"{alien}/{hash[..2]}/{hash[2..]}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Wrong_arguments_of_an_alien_cache_are_told()
    {
        var result = await Command.RunAsync(Products.Executable("cvmfs2"), "__MK_ALIEN_CACHE__", "/nowhere", "somebody", "4712");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'somebody'", result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists("/nowhere"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_reload_is_asked_for_by_the_reload_socket()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        var sockets = Directory.CreateTempSubdirectory("cvmfs-sockets-").FullName;
        try
        {
            await using var mount = new MountedRepository(Interop.Basic, server.Url, null, $"CVMFS_RELOAD_SOCKETS={sockets}");
            var socket = Path.Combine(sockets, "cvmfs." + Interop.Basic.Fqrn);
            var nobody = await Command.RunAsync(Products.Executable("cvmfs2"), "__RELOAD__", socket);
            Assert.Equal(1, nobody.ExitCode);
            Assert.Contains("nobody answers", nobody.Errors, StringComparison.Ordinal);

            await mount.MountAsync();
            var before = await mount.XattrAsync("user.pid");
            await Command.RequireAsync(Products.Executable("cvmfs2"), "__RELOAD__", socket, "stop_and_go");

            Assert.NotEqual(before, await mount.XattrAsync("user.pid"));
            TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
        }
        finally
        {
            Directory.Delete(sockets, recursive: true);
        }
    }
}
