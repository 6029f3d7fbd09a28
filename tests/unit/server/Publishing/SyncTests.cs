namespace CernVM.Cvmfs.Server.Tests.Publishing;

public sealed class SyncTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_new_repository_holds_one_file_at_revision_one()
    {
        using var test = new TestRepository();
        var repository = await test.CreateAsync();
        var manifest = await repository.ReadManifestAsync(CancellationToken.None);
        Assert.Equal(1ul, manifest.Revision.Number);
        var tree = await test.ReadAsync();
        Assert.Equal("New CernVM-FS repository for test.example.org\n", await tree.TextAsync("/new_repository"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_tree_is_published_and_what_is_gone_is_removed()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("etc/hosts", "127.0.0.1 localhost\n");
        test.Write("usr/bin/true", "#!/bin/sh\n");
        var first = await test.SyncAsync();
        Assert.Equal((2, 3, 1), (first.Counters.FilesAdded, first.Counters.DirectoriesAdded, first.Counters.FilesRemoved));

        File.Delete(test.Write("usr/bin/true", ""));
        test.Write("etc/hosts", "127.0.0.1 other\n");
        var second = await test.SyncAsync();
        Assert.Equal((0, 1, 1), (second.Counters.FilesAdded, second.Counters.FilesChanged, second.Counters.FilesRemoved));
        var tree = await test.ReadAsync();
        Assert.Equal(["/", "/etc", "/etc/hosts", "/usr", "/usr/bin"], tree.Paths.Order());
        Assert.Equal("127.0.0.1 other\n", await tree.TextAsync("/etc/hosts"));
    }

    [Fact(Timeout = Limit)]
    public async Task Nothing_changed_makes_no_revision()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("a/b", "c");
        var first = await test.SyncAsync();
        var second = await test.SyncAsync();
        Assert.False(second.IsNewRevision);
        Assert.Equal(first.Manifest, second.Manifest);
    }

    [Fact(Timeout = Limit)]
    public async Task A_subtree_is_published_without_touching_what_is_beside_it()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("a", "1");
        await test.SyncAsync("/debian12");
        test.Write("a", "2");
        await test.SyncAsync("/debian13/root", request => request with { Tag = "v2", Message = "second" });
        var tree = await test.ReadAsync();
        Assert.Equal("1", await tree.TextAsync("/debian12/a"));
        Assert.Equal("2", await tree.TextAsync("/debian13/root/a"));
        Assert.Contains("/new_repository", tree.Paths);
    }
}
