using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Repositories whose server shows every tag below <c>/.cvmfs/snapshots</c>.</summary>
public sealed class SnapshotDirectoryTests
{
    private const string Snapshots = "/.cvmfs/snapshots";

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["v1"] = "5f7bcd8834430112a31b524fcab1ef2265f84082",
        ["v2"] = "8a2f05e69e83f7969301c8ff868088bf8d744473",
        ["v3"] = "17fcfdc1aa51240908cfbbc41adbc5a4f81fca62",
    };

    [Fact(Timeout = 120_000)]
    public async Task Tags_are_shown_where_no_listing_leads()
    {
        using var repository = await SnapshotDirectory.MakeAsync(Interop.Tagged, Tags);
        await using var server = RepositoryServer.Start(repository.Storage);
        await using var mount = Mount(repository, server);
        await mount.MountAsync();

        // The root has one subdirectory more than can be seen.
        var expected = new Dictionary<string, TreeEntry>(Interop.Tagged.Expected());
        expected["/"] = expected["/"] with { Links = "8" };
        TreeComparison.AssertEqual(expected, await ObservedTree.ReadAsync(mount.MountPoint));

        Assert.Equal("directory 555 0:0 97 3\n", await Command.RequireAsync("stat", "-c", "%F %a %u:%g %s %h", mount.MountPoint + "/.cvmfs"));
        Assert.Equal(".cvmfscatalog\nsnapshots\n", await Command.RequireAsync("ls", "-A", mount.MountPoint + "/.cvmfs"));
        Assert.Equal("v1\nv2\nv3\n", await Command.RequireAsync("ls", "-A", mount.MountPoint + Snapshots));
        Assert.False(Directory.Exists(mount.MountPoint + Snapshots + "/v4"));
        foreach (var (tag, hash) in Tags)
        {
            TreeComparison.AssertEqual(Interop.Tagged.Expected($"expected-{tag}.tsv"), await ObservedTree.ReadAsync($"{mount.MountPoint}{Snapshots}/{tag}"));
            Assert.StartsWith(
                $"catalog_hash: {hash}\ncatalog_mountpoint: {Snapshots}/{tag}\n", await mount.XattrAsync("user.catalog_counters", $"{Snapshots}/{tag}"), StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Catalogs_of_tags_come_and_go_like_others()
    {
        using var repository = await SnapshotDirectory.MakeAsync(Interop.Tagged, Tags);
        await using var server = RepositoryServer.Start(repository.Storage);
        await using var mount = Mount(repository, server);
        await mount.MountAsync();
        var place = mount.MountPoint + Snapshots;
        await using var open = File.OpenRead(place + "/v1/pkg/keep/data");
        var inodes = await Command.RequireAsync("find", place, "-printf", "%P %i\n");

        Assert.Contains($"{Snapshots}/v1/pkg/keep", await TalkAsync(mount, "open catalogs"), StringComparison.Ordinal);
        await TalkAsync(mount, "detach nested catalogs");
        Assert.DoesNotContain(Snapshots, await TalkAsync(mount, "open catalogs"), StringComparison.Ordinal);
        await Command.RequireAsync("sh", "-c", "echo 2 > /proc/sys/vm/drop_caches");
        Assert.Equal(inodes, await Command.RequireAsync("find", place, "-printf", "%P %i\n"));
        Assert.StartsWith("OK", await TalkAsync(mount, "reload"), StringComparison.Ordinal);

        await Command.RequireAsync("sh", "-c", "echo 2 > /proc/sys/vm/drop_caches");
        Assert.Equal(inodes, await Command.RequireAsync("find", place, "-printf", "%P %i\n"));
        using var text = new StreamReader(open);
        Assert.Equal(await File.ReadAllTextAsync(place + "/v1/pkg/keep/data", TestContext.Current.CancellationToken), await text.ReadToEndAsync(TestContext.Current.CancellationToken));
        TreeComparison.AssertEqual(Interop.Tagged.Expected("expected-v1.tsv"), await ObservedTree.ReadAsync(place + "/v1"));
    }

    private static MountedRepository Mount(SnapshotDirectory repository, RepositoryServer server) =>
        new(Interop.Tagged, server.Url, null, $"CVMFS_ROOT_HASH={repository.RootHash}");

    private static async Task<string> TalkAsync(MountedRepository mount, string command) =>
        await Command.RequireAsync(Products.Executable("cvmfs_talk"), ["-p", await mount.XattrAsync("user.talk_socket"), .. command.Split(' ')]);
}
