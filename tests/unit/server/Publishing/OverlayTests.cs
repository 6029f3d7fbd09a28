using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Tests.Publishing;

/// <summary>Upper directories as unprivileged tests can make them: whiteouts as files, opaque directories by marker.</summary>
public sealed class OverlayTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task Whiteouts_remove_opaque_directories_replace_and_the_rest_stays()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("keep/a", "a");
        test.Write("keep/b", "b");
        test.Write("old/x/y", "y");
        test.Write("gone/z", "z");
        test.Write("becomes-file/q", "q");
        await test.SyncAsync();

        var upper = Directory.CreateDirectory(Path.Combine(test.Tree, "..", "upper")).FullName;
        void Put(string name, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(upper, name))!);
            File.WriteAllText(Path.Combine(upper, name), text);
        }

        Put("keep/b", "new b");
        Put("keep/.wh.a", "");
        Put("old/.wh..wh..opq", "");
        Put("old/fresh", "fresh");
        Put(".wh.gone", "");
        Put("becomes-file", "now a file");
        using var source = new OverlayUpperSource(upper, readsXattrs: false);
        var result = await new Publisher(Repository.Open(test.Places), test.Clock, test.Progress)
            .PublishAsync(new PublishRequest { Source = source, AlwaysMakesRevision = true }, CancellationToken.None);

        Assert.Equal((2, 1, 4), (result.Counters.FilesAdded, result.Counters.FilesChanged, result.Counters.FilesRemoved));
        var tree = await test.ReadAsync();
        Assert.Equal(["/", "/becomes-file", "/keep", "/keep/b", "/old", "/old/fresh"], tree.Paths.Order(StringComparer.Ordinal));
        Assert.Equal("new b", await tree.TextAsync("/keep/b"));
    }

    [Fact(Timeout = Limit)]
    public async Task Below_an_opaque_directory_nothing_of_the_lower_layer_shows()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("top/in/deep/old", "old");
        test.Write("top/nested/.cvmfscatalog", "");
        test.Write("top/nested/old", "old");
        await test.SyncAsync();
        var upper = Path.Combine(test.Tree, "..", "upper");
        Directory.CreateDirectory(Path.Combine(upper, "top/in/deep"));
        Directory.CreateDirectory(Path.Combine(upper, "top/nested"));
        await File.WriteAllTextAsync(Path.Combine(upper, "top/.wh..wh..opq"), "");
        await File.WriteAllTextAsync(Path.Combine(upper, "top/in/deep/new"), "new");
        using var source = new OverlayUpperSource(upper, readsXattrs: false);
        await new Publisher(Repository.Open(test.Places), test.Clock, test.Progress)
            .PublishAsync(new PublishRequest { Source = source, AlwaysMakesRevision = true }, CancellationToken.None);

        var tree = await test.ReadAsync();
        Assert.Equal(["/", "/top", "/top/in", "/top/in/deep", "/top/in/deep/new", "/top/nested"], tree.Paths.Order(StringComparer.Ordinal));
        Assert.Equal("/", tree.CatalogOf("/top/nested"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_marker_in_the_upper_layer_splits_off_what_the_lower_layers_hold()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        test.Write("sw/v1/bin/tool", "tool");
        await test.SyncAsync();
        var upper = Directory.CreateDirectory(Path.Combine(test.Tree, "..", "upper", "sw")).FullName;
        await File.WriteAllTextAsync(Path.Combine(upper, ".cvmfscatalog"), "");
        using var source = new OverlayUpperSource(Path.GetDirectoryName(upper)!, readsXattrs: false);
        await new Publisher(Repository.Open(test.Places), test.Clock, test.Progress)
            .PublishAsync(new PublishRequest { Source = source, AlwaysMakesRevision = true }, CancellationToken.None);
        var tree = await test.ReadAsync();
        Assert.Equal("/sw", tree.CatalogOf("/sw/v1/bin/tool"));
        Assert.Equal("tool", await tree.TextAsync("/sw/v1/bin/tool"));
    }
}
