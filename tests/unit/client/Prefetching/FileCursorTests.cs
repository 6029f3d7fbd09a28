using CernVM.Cvmfs.Client.Prefetching.Walks;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class FileCursorTests : IAsyncLifetime
{
    private readonly SmallRepository _repository = new() { ChunkSize = 1000 };
    private TreeBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var path in (string[])["/a/b/c/1", "/a/b/c/2", "/a/b/c/x/1", "/a/b/d/1", "/a/b/e/1", "/a/f/1", "/a/f/2", "/g/1", "/nested/1"])
            _repository.AddFile(path, $"content of {path}");
        _repository.AddFile("/a/b/d/chunked", new byte[5000]);
        _repository.AddFile("/a/b/d/empty", "");
        _repository.AddNested("/nested");
        _repository.Publish();
        _bench = new TreeBench(_repository);
        _bench.Tree.Show(await _bench.OpenRootAsync());
    }

    // Rows of directories come before those of files in these catalogs.
    [Theory(Timeout = 60_000)]
    [InlineData("/a/b/c/1", "/a/b/c/2", "/a/b/d/1", "/a/b/e/1", "/a/f/1", "/a/f/2")]
    [InlineData("/a/b/c/x/1", "/a/b/c/1", "/a/b/c/2", "/a/b/d/1", "/a/b/e/1")]
    [InlineData("/a/f/1", "/a/f/2", "/g/1")]
    [InlineData("/g/1")]
    public void The_files_behind_one_come_in_the_order_of_the_listings_from_two_directories_up(string start, params string[] expected)
    {
        var cursor = new FileCursor(_bench.Tree);
        cursor.MoveBehind(Node(start));
        Assert.Equal(expected, Rest(cursor));
    }

    [Fact(Timeout = 60_000)]
    public void A_cursor_can_be_moved_anywhere()
    {
        var cursor = new FileCursor(_bench.Tree);
        foreach (var start in (string[])["/a/f/1", "/a/b/c/x/1", "/a/b/c/2", "/g/1", "/a/b/c/1", "/a/b/e/1"])
        {
            var fresh = new FileCursor(_bench.Tree);
            fresh.MoveBehind(Node(start));
            cursor.MoveBehind(Node(start));
            Assert.Equal(Rest(fresh), Rest(cursor));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _repository.Dispose();
    }

    private static List<string> Rest(FileCursor cursor)
    {
        var rest = new List<string>();
        while (cursor.TryNext(out var file))
            rest.Add(file!.Path.ToString());
        return rest;
    }

    private RepositoryNode Node(string path)
    {
        Assert.Equal(TreeAnswer.Found, _bench.Tree.Find(RepositoryPath.Parse(path), out var node, out _));
        return node!;
    }
}
