using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Catalogs;

/// <summary>What a client that stays up for years remembers of former revisions.</summary>
public sealed class RetiredCatalogTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly SmallRepository _repository = new();
    private FakeOrigin _origin = null!;
    private FetchBench _bench = null!;
    private InodeMap _inodes = null!;
    private CatalogManager _manager = null!;
    private RepositoryTree _tree = null!;

    public ValueTask InitializeAsync()
    {
        _repository.AddNested("/changes");
        _repository.AddNested("/stays");
        _repository.AddFile("/stays/file", "always the same");
        _origin = new FakeOrigin(_repository.Reply);
        _bench = new FetchBench(TestSettings.Network(_origin.Url));
        _inodes = new InodeMap();
        _manager = new CatalogManager(_bench.Fetcher, _inodes, watermark: 100, new ClientServices { Time = _clock }, _bench.Counters);
        _tree = new RepositoryTree(_manager, _inodes, null);
        return ValueTask.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public async Task Sixty_revisions_leave_the_catalogs_of_the_last_ones()
    {
        for (var revision = 0; revision < 60; revision++)
        {
            await ShowAsync($"content {revision}");
            _clock.Advance(CatalogLimits.Grace / 3);
        }

        Assert.InRange(_inodes.Slots().Count, 3, 12);
        Assert.InRange(_manager.Count, 3, 12);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_inode_that_somebody_remembers_keeps_its_catalog()
    {
        await ShowAsync("first");
        Assert.Equal(TreeAnswer.Found, _tree.Find(RepositoryPath.Parse("/changes/file"), out var node, out _));
        node!.Catalog.Refer(2);
        await ShowLaterAsync("second");
        await ShowLaterAsync("third");
        Assert.Same(node.Catalog, _inodes.Find(node.Inode));

        node.Catalog.Refer(-2);
        await ShowLaterAsync("fourth");
        Assert.Null(_inodes.Find(node.Inode));
        Assert.Equal(TreeAnswer.NotFound, _tree.Find(node.Inode, out _, out _));
        Assert.Equal(TreeAnswer.Found, _tree.Find(RepositoryPath.Parse("/stays/file"), out _, out _));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_catalog_that_comes_back_in_time_keeps_its_inodes()
    {
        await ShowAsync("one");
        Assert.Equal(TreeAnswer.Found, _tree.Find(RepositoryPath.Parse("/changes/file"), out var node, out _));
        await ShowLaterAsync("other");
        await ShowAsync("one");
        await ShowLaterAsync("one");
        Assert.Equal(TreeAnswer.Found, _tree.Find(node!.Inode, out var again, out _));
        Assert.Equal(node.Path, again!.Path);
    }

    public async ValueTask DisposeAsync()
    {
        _manager.CloseAllBut(null);
        await _bench.DisposeAsync();
        await _origin.DisposeAsync();
        _repository.Dispose();
    }

    private Task ShowLaterAsync(string content)
    {
        _clock.Advance(2 * CatalogLimits.Grace);
        return ShowAsync(content);
    }

    private async Task ShowAsync(string content)
    {
        _repository.AddFile("/changes/file", content);
        _repository.Publish();
        var root = _manager.RootSlot(_repository.Root, -1);
        Assert.Null(await _manager.OpenAsync(root, useAlternativePath: false, default));
        foreach (var child in root.Children!.Values)
            Assert.Null(await _manager.OpenAsync(child, useAlternativePath: false, default));
        _tree.Show(root);
    }
}
