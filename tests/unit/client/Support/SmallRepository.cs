using System.IO.Compression;
using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>A repository made in memory: files, nested catalogs and chunked files, shown by the hash of its root catalog, so that no keys are needed.</summary>
internal sealed class SmallRepository : IDisposable
{
    private const string Fqrn = "test.example.org";
    private static readonly DirectoryEntry Directory = new() { Flags = EntryFlags.Directory, Mode = 0x41ED, Size = 4096, LinkCount = 2 };

    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nested = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public ContentHash Root { get; private set; }

    public int ChunkSize { get; init; } = int.MaxValue;

    public void AddFile(string path, string content) => _files[path] = Encoding.UTF8.GetBytes(content);

    public void AddFile(string path, byte[] content) => _files[path] = content;

    public void AddNested(string path) => _nested.Add(path);

    /// <summary>Writes catalogs and objects.</summary>
    public void Publish() => Root = Catalog("").Hash;

    /// <summary>What a request asks for: the path of a file or chunk, or <c>catalog:</c> and a mountpoint.</summary>
    public string NameOf(FakeRequest request) => _names.GetValueOrDefault(request.Path, request.Path);

    public FakeReply Reply(FakeRequest request) => _objects.TryGetValue(request.Path, out var bytes) ? FakeReply.Ok(bytes) : FakeReply.NotFound;

    public async Task<RepositoryClient> OpenAsync(Uri server, string cache, Func<ClientSettings, ClientSettings>? change = null, Action<ClientLogEntry>? log = null)
    {
        var settings = new ClientSettings
        {
            Repository = RepositoryName.Parse(Fqrn),
            Network = TestSettings.Network(server),
            Cache = TestSettings.Cache(cache, 1L << 30),
            Trust = new TrustSettings { PublicKeyFiles = [] },
            Revision = new RevisionSettings { RootHash = Root },
            Prefetch = new() { FarAway = TimeSpan.Zero },
        };
        var opened = await RepositoryClient.OpenAsync(change?.Invoke(settings) ?? settings, new ClientServices { Log = log ?? (static _ => { }) }, default);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        return opened.Value;
    }

    public void Dispose() => _folder.Dispose();

    private NestedCatalog Catalog(string mountpoint)
    {
        var file = _folder[Guid.NewGuid().ToString("N")];
        var prefix = RepositoryPath.Parse(mountpoint);
        var root = mountpoint.Length == 0 ? Directory : Directory with { Flags = EntryFlags.Directory | EntryFlags.NestedRoot };
        using (var writer = CatalogWriter.Create(file, new CatalogProperties { RootPrefix = prefix }, root))
        {
            foreach (var directory in Directories().Where(path => path != mountpoint && MountpointOf(Parent(path)) == mountpoint))
            {
                var isMountpoint = _nested.Contains(directory);
                writer.Insert(RepositoryPath.Parse(directory), isMountpoint ? Directory with { Flags = EntryFlags.Directory | EntryFlags.NestedMountpoint } : Directory);
                if (isMountpoint)
                    writer.SetNested(Catalog(directory));
            }

            foreach (var (path, content) in _files.Where(file => MountpointOf(Parent(file.Key)) == mountpoint))
                Insert(writer, path, content);
            writer.Commit();
        }

        var bytes = File.ReadAllBytes(file);
        return new NestedCatalog(prefix, Store(bytes, ObjectKind.Catalog, "catalog:" + mountpoint), (ulong)bytes.Length);
    }

    private void Insert(CatalogWriter writer, string path, byte[] content)
    {
        var at = RepositoryPath.Parse(path);
        var entry = new DirectoryEntry { Flags = EntryFlags.File, Mode = 0x81A4, Size = (ulong)content.Length, LinkCount = 1 };
        if (content.Length <= ChunkSize)
        {
            writer.Insert(at, entry with { Hash = Store(content, ObjectKind.Bulk, path) });
            return;
        }

        var chunks = content.Chunk(ChunkSize).Select((part, i) => new FileChunk(i * (long)ChunkSize, part.Length, Store(part, ObjectKind.Chunk, $"{path}#{i}"))).ToList();
        writer.Insert(at, entry with { Flags = EntryFlags.File | EntryFlags.Chunked });
        writer.SetChunks(at, chunks);
    }

    private ContentHash Store(byte[] plain, ObjectKind kind, string name)
    {
        using var stored = new MemoryStream();
        using (var zlib = new ZLibStream(stored, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(plain);
        var hash = ContentHash.Compute(ContentHashAlgorithm.Sha1, stored.ToArray());
        var path = new ObjectName(hash, kind).StorePath;
        _objects[path] = stored.ToArray();
        _names[path] = name;
        return hash;
    }

    private SortedSet<string> Directories()
    {
        var found = new SortedSet<string>(_nested, StringComparer.Ordinal);
        foreach (var path in _files.Keys.Concat(_nested))
        {
            for (var above = Parent(path); above.Length > 0; above = Parent(above))
                found.Add(above);
        }

        return found;
    }

    private string MountpointOf(string directory)
    {
        while (directory.Length > 0 && !_nested.Contains(directory))
            directory = Parent(directory);
        return directory;
    }

    private static string Parent(string path) => path[..path.LastIndexOf('/')];
}
