using System.Globalization;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>What the control socket and the extended attributes say and do about the bytes in the cache.</summary>
public sealed class CacheContentTests
{
    private const string SomeFile = "/hello.txt";

    [Theory(Timeout = 120_000)]
    [InlineData("basic-sha1")]
    [InlineData("shake128")]
    public async Task The_local_hash_is_made_from_the_bytes_in_the_cache(string repository)
    {
        var interop = Interop.Of(repository);
        interop.Require();
        await using var server = RepositoryServer.Start(interop.Storage);
        await using var mount = new MountedRepository(interop, server.Url);
        await mount.MountAsync();
        var hash = await mount.XattrAsync("user.hash", SomeFile);
        Assert.Equal("Not in cache", await mount.XattrAsync("user.lhash", SomeFile));

        await Command.RequireAsync("cat", mount.MountPoint + SomeFile);
        Assert.Equal(hash, await mount.XattrAsync("user.lhash", SomeFile));

        var cached = Path.Combine(mount.Cache, "shared", hash[..2], hash[2..]);
        var bytes = await File.ReadAllBytesAsync(cached);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(cached, bytes);
        var damaged = await mount.XattrAsync("user.lhash", SomeFile);
        Assert.NotEqual(hash, damaged);
        Assert.Equal(hash.Length, damaged.Length);
    }

    [Theory(Timeout = 180_000)]
    [InlineData("default")]
    [InlineData("none")]
    public async Task The_local_hash_holds_whatever_compressed_the_object(string compression)
    {
        await using var site = await PublishedSite.CreateAsync($"CVMFS_COMPRESSION_ALGORITHM={compression}");
        await site.PublishAsync("seq 20000 > file");
        await site.Mount.MountAsync();
        await File.ReadAllBytesAsync(site.PathOf("file"));

        Assert.Equal(await site.Mount.XattrAsync("user.hash", "/file"), await site.Mount.XattrAsync("user.lhash", "/file"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_cache_that_was_torn_down_can_be_made_read_only_and_is_used_on()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        var small = Directory.CreateTempSubdirectory("cvmfs-frozen-").FullName;
        await Command.RequireAsync("mount", "-t", "tmpfs", "none", small);
        try
        {
            await using var mount = new MountedRepository(Interop.Basic, server.Url, small, $"CVMFS_USYSLOG={small}/log");
            await mount.MountAsync();
            await Command.RequireAsync("cat", mount.MountPoint + SomeFile);
            Assert.NotEqual(0, (await Command.RunAsync("mount", "-o", "remount,ro", small)).ExitCode);

            var talk = new[] { "-p", await mount.XattrAsync("user.talk_socket") };
            Assert.Equal("In read-only mode\n", await Command.RequireAsync(Products.Executable("cvmfs_talk"), [.. talk, "tear", "down", "to", "read-only"]));
            await Command.RequireAsync("mount", "-o", "remount,ro", small);
            Assert.Contains("Cache Mode: read-only", await Command.RequireAsync(Products.Executable("cvmfs_talk"), [.. talk, "internal", "affairs"]), StringComparison.Ordinal);

            await Command.RequireAsync("sh", "-c", "echo 3 > /proc/sys/vm/drop_caches");
            TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
            Assert.Equal("In read-only mode\n", await Command.RequireAsync(Products.Executable("cvmfs_talk"), [.. talk, "tear", "down", "to", "read-only"]));
            var pid = int.Parse(await mount.XattrAsync("user.pid"), CultureInfo.InvariantCulture);
            await Command.RequireAsync("umount", mount.MountPoint);
            await ProcessEnds.WaitAsync(pid);
        }
        finally
        {
            await Command.RequireAsync("umount", "-l", small);
            Directory.Delete(small);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cache_in_memory_cannot_be_torn_down()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(
            Interop.Basic, server.Url, null, "CVMFS_CACHE_PRIMARY=hot", "CVMFS_CACHE_hot_TYPE=ram", "CVMFS_CACHE_hot_SIZE=60");
        await mount.MountAsync();

        Assert.Equal("not supported\n", await Command.RequireAsync(Products.Executable("cvmfs_talk"), "-p", await mount.XattrAsync("user.talk_socket"), "tear down to read-only"));
    }
}
