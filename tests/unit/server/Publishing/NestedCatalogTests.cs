using System.Text;

namespace CernVM.Cvmfs.Server.Tests.Publishing;

public sealed class NestedCatalogTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task A_marker_splits_its_directory_off_and_its_removal_merges_it_back()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("a/one/file", "1");
        test.Write("a/two/deep/file", "2");
        await test.SyncAsync();
        Assert.Equal(["/"], (await test.ReadAsync()).Catalogs);

        var marker = test.Write("a/.cvmfscatalog", "");
        var inner = test.Write("a/two/.cvmfscatalog", "");
        await test.SyncAsync();
        var split = await test.ReadAsync();
        Assert.Equal(["/", "/a", "/a/two"], split.Catalogs);
        Assert.Equal("/a", split.CatalogOf("/a/one/file"));
        Assert.Equal("/a/two", split.CatalogOf("/a/two/deep/file"));

        File.Delete(marker);
        await test.SyncAsync();
        var merged = await test.ReadAsync();
        Assert.Equal(["/", "/a/two"], merged.Catalogs);
        Assert.Equal("/", merged.CatalogOf("/a/one/file"));
        Assert.Equal("2", await merged.TextAsync("/a/two/deep/file"));

        File.Delete(inner);
        Directory.Delete(Path.Combine(test.Tree, "a"), recursive: true);
        await test.SyncAsync();
        Assert.Equal(["/"], (await test.ReadAsync()).Paths);
    }

    [Fact(Timeout = Limit)]
    public async Task Only_the_catalogs_on_the_way_to_a_change_are_written()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            test.Write($"{name}/.cvmfscatalog", "");
            test.Write($"{name}/file", name);
        }

        Assert.Equal(4, (await test.SyncAsync()).Counters.CatalogsWritten);
        test.Write("b/file", "changed");
        Assert.Equal(2, (await test.SyncAsync()).Counters.CatalogsWritten);
    }

    [Fact(Timeout = Limit)]
    public async Task Rules_make_markers_that_stay_and_do_not_count_as_changes()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("usr/lib/x", "x");
        test.Write("usr/share/y", "y");
        test.Write("usr/local/z", "z");
        var rules = Encoding.UTF8.GetBytes("# comment\n/os/usr/*\n! /os/usr/local\n");
        await test.SyncAsync("/os", request => request with { Dirtab = rules });
        var first = await test.ReadAsync();
        Assert.Equal(["/", "/os/usr/lib", "/os/usr/share"], first.Catalogs);
        Assert.True(first["/os/usr/lib/.cvmfscatalog"].IsRegular);

        test.Clock.Advance(TimeSpan.FromHours(3));
        Assert.False((await test.SyncAsync("/os", request => request with { Dirtab = rules })).IsNewRevision);
    }

    [Fact(Timeout = Limit)]
    public async Task A_marker_in_the_root_is_refused()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write(".cvmfscatalog", "");
        var refused = await Assert.ThrowsAsync<ServerException>(() => test.SyncAsync());
        Assert.Equal("SRV050", refused.Id);
    }
}
