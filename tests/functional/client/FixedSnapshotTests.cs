using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Mounts that show one state for good, and what tells about it. InteropTreeTests compares whole trees of tags, dates and root hashes.</summary>
public sealed class FixedSnapshotTests
{
    private const string SecondTag = "8a2f05e69e83f7969301c8ff868088bf8d744473";

    [Theory(Timeout = 60_000)]
    [InlineData("CVMFS_REPOSITORY_TAG=v1", "v1", "2")]
    [InlineData("CVMFS_REPOSITORY_DATE=2026-11-22T13:55:29Z", "v1", "2")]
    [InlineData("CVMFS_ROOT_HASH=" + SecondTag, "", "3")]
    public async Task It_tells_its_tag_and_never_changes(string parameter, string tag, string revision)
    {
        Interop.Tagged.Require();
        await using var server = RepositoryServer.Start(Interop.Tagged.Storage);
        await using var mount = new MountedRepository(Interop.Tagged, server.Url, null, parameter);
        await mount.MountAsync();

        Assert.Equal(tag, await mount.XattrAsync("user.tag"));
        Assert.Equal(revision, await mount.XattrAsync("user.revision"));
        Assert.Equal("never (fixed root catalog)", await mount.XattrAsync("user.expires"));
        Assert.Equal("Catalog up to date\n", await Command.RequireAsync(Products.Executable("cvmfs_talk"), "-p", await mount.XattrAsync("user.talk_socket"), "remount"));
        Assert.Equal(revision, await mount.XattrAsync("user.revision"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_date_before_the_first_tag_is_refused()
    {
        Interop.Tagged.Require();
        await using var server = RepositoryServer.Start(Interop.Tagged.Storage);
        await using var mount = new MountedRepository(Interop.Tagged, server.Url, null, "CVMFS_REPOSITORY_DATE=2001-01-01T00:00:00Z");

        var result = await mount.TryMountAsync();

        Assert.Equal(22, result.ExitCode);
        Assert.Contains("2001-01-01", result.Errors, StringComparison.Ordinal);
        Assert.False(mount.IsMounted);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_root_catalog_is_found_by_its_alternative_name()
    {
        Interop.Tagged.Require();
        var storage = Directory.CreateTempSubdirectory("cvmfs-alternative-").FullName;
        await Command.RequireAsync("cp", "-r", Interop.Tagged.Storage + "/.", storage);
        File.Move($"{storage}/data/{SecondTag[..2]}/{SecondTag[2..]}C", $"{storage}/.cvmfsalt-{SecondTag}C");
        try
        {
            await using var server = RepositoryServer.Start(storage);
            await using var plain = new MountedRepository(Interop.Tagged, server.Url, null, $"CVMFS_ROOT_HASH={SecondTag}");
            Assert.Equal(16, (await plain.TryMountAsync()).ExitCode);

            await using var mount = new MountedRepository(Interop.Tagged, server.Url, null, $"CVMFS_ROOT_HASH={SecondTag}", "CVMFS_ALT_ROOT_PATH=yes");
            await mount.MountAsync();
            TreeComparison.AssertEqual(Interop.Tagged.Expected("expected-v2.tsv"), await ObservedTree.ReadAsync(mount.MountPoint));
        }
        finally
        {
            Directory.Delete(storage, recursive: true);
        }
    }
}
