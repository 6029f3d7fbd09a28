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
    private TreeBench _bench = null!;

    public ValueTask InitializeAsync()
    {
        _repository.AddNested("/changes");
        _repository.AddNested("/stays");
        _repository.AddFile("/stays/file", "always the same");
        _bench = new TreeBench(_repository, clock: _clock);
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

        Assert.InRange(_bench.Inodes.Slots().Count, 3, 12);
        Assert.InRange(_bench.Catalogs.Count, 3, 12);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_inode_that_somebody_remembers_keeps_its_catalog()
    {
        await ShowAsync("first");
        Assert.Equal(TreeAnswer.Found, _bench.Tree.Find(RepositoryPath.Parse("/changes/file"), out var node, out _));
        node!.Catalog.Refer(2);
        await ShowLaterAsync("second");
        await ShowLaterAsync("third");
        Assert.Same(node.Catalog, _bench.Inodes.Find(node.Inode));

        node.Catalog.Refer(-2);
        await ShowLaterAsync("fourth");
        Assert.Null(_bench.Inodes.Find(node.Inode));
        Assert.Equal(TreeAnswer.NotFound, _bench.Tree.Find(node.Inode, out _, out _));
        Assert.Equal(TreeAnswer.Found, _bench.Tree.Find(RepositoryPath.Parse("/stays/file"), out _, out _));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_else_a_remembered_catalog_knew_is_read_again_when_it_is_needed()
    {
        await ShowAsync("first");
        var former = _bench.Tree.Root;
        Assert.Equal(TreeAnswer.Found, _bench.Tree.Find(RepositoryPath.Parse("/changes/file"), out var node, out _));
        former.Refer(1);
        node!.Catalog.Refer(1);
        await ShowAsync("second");
        Assert.NotNull(former.Children);
        await ShowLaterAsync("third");
        Assert.Null(former.Children);
        Assert.Null(node.Catalog.Children);

        Assert.Equal(TreeAnswer.NotLocal, _bench.Tree.Find(node.Inode, out _, out var missing));
        await _bench.OpenAsync(missing!);
        Assert.Equal(TreeAnswer.Found, _bench.Tree.Find(node.Inode, out var again, out _));
        Assert.Equal((node.Path, node.Entry.Size, node.Inode), (again!.Path, again.Entry.Size, again.Inode));
        await _bench.OpenAsync(former);
        Assert.True(former.ChildAt(RepositoryPath.Parse("/changes"))!.IsRetired);
        Assert.False(former.ChildAt(RepositoryPath.Parse("/stays"))!.IsRetired);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_catalog_that_comes_back_in_time_keeps_its_inodes()
    {
        await ShowAsync("one");
        Assert.Equal(TreeAnswer.Found, _bench.Tree.Find(RepositoryPath.Parse("/changes/file"), out var node, out _));
        await ShowLaterAsync("other");
        await ShowAsync("one");
        await ShowLaterAsync("one");
        Assert.Equal(TreeAnswer.Found, _bench.Tree.Find(node!.Inode, out var again, out _));
        Assert.Equal(node.Path, again!.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
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
        var root = await _bench.OpenRootAsync();
        foreach (var child in root.Children!.Values)
            await _bench.OpenAsync(child);
        _bench.Tree.Show(root);
    }
}
