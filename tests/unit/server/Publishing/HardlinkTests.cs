namespace CernVM.Cvmfs.Server.Tests.Publishing;

public sealed class HardlinkTests
{
    [Fact(Timeout = 120_000)]
    public async Task Links_inside_a_directory_are_a_group_and_links_across_are_broken()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        var first = test.Write("d/one", "same");
        HardLinks.Create(first, Path.Combine(test.Tree, "d/two"));
        Directory.CreateDirectory(Path.Combine(test.Tree, "e"));
        HardLinks.Create(first, Path.Combine(test.Tree, "e/far"));
        await test.SyncAsync();
        var tree = await test.ReadAsync();
        Assert.Equal((2u, 2u), (tree["/d/one"].LinkCount, tree["/d/two"].LinkCount));
        Assert.NotEqual(0u, tree["/d/one"].HardlinkGroup);
        Assert.Equal(tree["/d/one"].HardlinkGroup, tree["/d/two"].HardlinkGroup);
        Assert.Equal((0u, 1u), (tree["/e/far"].HardlinkGroup, tree["/e/far"].LinkCount));
        Assert.Equal(tree["/d/one"].Hash, tree["/e/far"].Hash);

        Assert.False((await test.SyncAsync()).IsNewRevision);
        File.Delete(Path.Combine(test.Tree, "d/two"));
        await test.SyncAsync();
        var alone = (await test.ReadAsync())["/d/one"];
        Assert.Equal((0u, 1u), (alone.HardlinkGroup, alone.LinkCount));
    }
}
