using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Client.Trust;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests;

/// <summary>A client that starts from an old breadcrumb while the servers are away, and meets the present revision when they are back.</summary>
public sealed class RevisionChangeTests : IDisposable
{
    private const string Fqrn = "tagged.example.org";

    private readonly TemporaryFolder _cache = new();
    private readonly string _folder = Interop.Folder("tagged");
    private volatile bool _isDown;

    [Fact(Timeout = 60_000)]
    public async Task A_new_revision_is_shown_and_the_old_one_stays_readable()
    {
        await using var origin = Origin();
        await using var client = await StartAtAsync("v1", origin);
        Assert.False(client.IsOnline);
        Assert.Equal(2UL, client.CurrentRevision.Number.Number);
        var oldRoot = client.Root;
        var old = await WalkAsync(client);
        var files = await OpenAllAsync(client, old);

        _isDown = false;
        var pending = (await client.CheckForUpdateAsync(default)).Value!;
        Assert.Equal(2UL, client.CurrentRevision.Number.Number);
        var change = client.Apply(pending);

        Assert.True(client.IsOnline);
        Assert.Equal((2UL, 6UL), (change.Old.Number.Number, change.New.Number.Number));
        Assert.Contains(change.Retired, range => range.Contains(oldRoot.Inode));
        Assert.NotEqual(oldRoot.Inode, client.Root.Inode);

        // Old inodes still answer, old directories lead into the present, open files keep their bytes.
        foreach (var node in old.Values.Where(node => node.Entry.HardlinkGroup == 0))
            Assert.Equal(node.Path, (await client.GetNodeAsync(node.Inode, default)).Value.Path);
        var now = await WalkAsync(client);
        var listed = new List<RepositoryNode>();
        Assert.True((await client.ListAsync(oldRoot, listed, default)).IsOk);
        Assert.Equal(now.Keys.Where(path => path.LastIndexOf('/') == 0).Order(StringComparer.Ordinal), listed.Select(node => node.Path.ToString()).Order(StringComparer.Ordinal));
        foreach (var (path, file) in files)
        {
            using (file)
                Assert.Equal((int)old[path].Size, (await file.ReadAsync(0, new byte[(int)old[path].Size + 1], default)).Value);
        }

        var expected = Interop.Expected(Path.Combine(_folder, "expected.tsv")).Select(row => row["path"]).Where(path => path != "/");
        Assert.Equal(expected.Order(StringComparer.Ordinal), now.Keys.Order(StringComparer.Ordinal));
        Assert.Null((await client.CheckForUpdateAsync(default)).Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_older_manifest_never_replaces_what_was_seen()
    {
        await using var origin = Origin();
        await using (var client = await OpenAsync(origin, new RevisionSettings()))
            Assert.Equal(6UL, client.CurrentRevision.Number.Number);
        var crumb = Breadcrumb.Load(TestSettings.Cache(_cache.Path), RepositoryName.Parse(Fqrn))!;
        (crumb with { Revision = new Revision(9) }).Store(TestSettings.Cache(_cache.Path), RepositoryName.Parse(Fqrn));
        await using var again = await OpenAsync(origin, new RevisionSettings());
        Assert.Equal(9UL, again.CurrentRevision.Number.Number);
        Assert.Null((await again.CheckForUpdateAsync(default)).Value);
        Assert.Equal(9UL, again.CurrentRevision.Number.Number);
    }

    [Fact(Timeout = 60_000)]
    public async Task Detached_catalogs_come_back_with_the_same_inodes()
    {
        await using var origin = FakeOrigin.Files(Path.Combine(Interop.Folder("basic-sha1"), "repo"));
        var settings = TestSettings.ForInterop(Interop.Folder("basic-sha1"), "basic.example.org", _cache.Path, origin.Url) with { CatalogWatermark = 2 };
        await using var client = (await RepositoryClient.OpenAsync(settings, new ClientServices(), default)).Value;
        var first = await WalkAsync(client);
        Assert.InRange(client.Counters.OpenCatalogs, 1, 4);
        client.DetachNestedCatalogs();
        Assert.Equal(1, client.Counters.OpenCatalogs);
        var second = await WalkAsync(client);
        Assert.Equal(first.Select(pair => (pair.Key, pair.Value.Inode)), second.Select(pair => (pair.Key, pair.Value.Inode)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_catalog_damaged_on_disk_is_fetched_again()
    {
        await using var origin = Origin();
        long size;
        string file;
        await using (var client = await OpenAsync(origin, new RevisionSettings()))
        {
            var hash = client.CurrentRevision.RootCatalog.ToString();
            file = Path.Combine(_cache.Path, hash[..2], hash[2..]);
            size = new FileInfo(file).Length;
        }

        await File.WriteAllBytesAsync(file, new byte[size]);
        await using var again = await OpenAsync(origin, new RevisionSettings());
        Assert.NotEmpty(await WalkAsync(again));
        Assert.Single(Directory.GetFiles(_cache["quarantaine"]));
    }

    public void Dispose() => _cache.Dispose();

    private FakeOrigin Origin() => FakeOrigin.Files(
        Path.Combine(_folder, "repo"),
        request => _isDown && request.Path.StartsWith(".cvmfs", StringComparison.Ordinal) ? new FakeReply { Status = 503 } : null);

    private async Task<RepositoryClient> StartAtAsync(string tag, FakeOrigin origin)
    {
        RepositoryRevision revision;
        await using (var client = await OpenAsync(origin, new RevisionSettings { Tag = tag }))
            revision = client.CurrentRevision;
        new Breadcrumb(revision.RootCatalog, DateTimeOffset.UnixEpoch, revision.Number).Store(TestSettings.Cache(_cache.Path), RepositoryName.Parse(Fqrn));
        _isDown = true;
        return await OpenAsync(origin, new RevisionSettings());
    }

    private async Task<RepositoryClient> OpenAsync(FakeOrigin origin, RevisionSettings revision)
    {
        var settings = TestSettings.ForInterop(_folder, Fqrn, _cache.Path, origin.Url) with { Revision = revision };
        var opened = await RepositoryClient.OpenAsync(settings, new ClientServices(), default);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        return opened.Value;
    }

    private static async Task<SortedDictionary<string, RepositoryNode>> WalkAsync(RepositoryClient client)
    {
        var found = new SortedDictionary<string, RepositoryNode>(StringComparer.Ordinal);
        var waiting = new Queue<RepositoryNode>([client.Root]);
        while (waiting.TryDequeue(out var directory))
        {
            var entries = new List<RepositoryNode>();
            Assert.True((await client.ListAsync(directory, entries, default)).IsOk);
            foreach (var entry in entries)
            {
                found[entry.Path.ToString()] = entry;
                if (entry.Entry.IsDirectory)
                    waiting.Enqueue(entry);
            }
        }

        return found;
    }

    private static async Task<List<(string Path, OpenObject File)>> OpenAllAsync(RepositoryClient client, SortedDictionary<string, RepositoryNode> nodes)
    {
        var files = new List<(string, OpenObject)>();
        foreach (var (path, node) in nodes.Where(pair => pair.Value.Entry.IsRegular))
            files.Add((path, (await client.OpenFileAsync(node, default)).Value));
        return files;
    }
}
