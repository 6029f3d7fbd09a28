using System.Text;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Tests;

/// <summary>A whole published revision, read row by row through the catalog reader, with its own consistency checked on the way.</summary>
internal sealed class PublishedTree
{
    private readonly Dictionary<string, (DirectoryEntry Row, string Catalog, IReadOnlyList<FileChunk> Chunks)> _entries = [];
    private readonly Repository _repository;

    private PublishedTree(Repository repository) => _repository = repository;

    public IEnumerable<string> Paths => _entries.Keys;

    /// <summary>Mountpoints of nested catalogs.</summary>
    public List<string> Catalogs { get; } = [];

    public DirectoryEntry this[string path] => _entries[path].Row;

    public string CatalogOf(string path) => _entries[path].Catalog;

    public int ChunkCount(string path) => _entries[path].Chunks.Count;

    public static async Task<PublishedTree> ReadAsync(Repository repository, ContentHash root, string scratch)
    {
        var tree = new PublishedTree(repository);
        Directory.CreateDirectory(scratch);
        await tree.ReadCatalogAsync(RepositoryPath.Root, root, null, scratch);
        return tree;
    }

    /// <summary>The published content of a file.</summary>
    public async Task<byte[]> ContentAsync(string path)
    {
        var (row, _, chunks) = _entries[path];
        if (chunks.Count == 0)
            return await ObjectAsync(new ObjectName(row.Hash, ObjectKind.Bulk), row.Compression);
        using var whole = new MemoryStream();
        foreach (var chunk in chunks)
        {
            Assert.Equal(whole.Length, chunk.Offset);
            whole.Write(await ObjectAsync(new ObjectName(chunk.Hash, ObjectKind.Chunk), row.Compression));
        }

        Assert.Equal((long)row.Size, whole.Length);
        return whole.ToArray();
    }

    public async Task<string> TextAsync(string path) => Encoding.UTF8.GetString(await ContentAsync(path));

    private async Task<CounterSet> ReadCatalogAsync(RepositoryPath mountpoint, ContentHash hash, ulong? size, string scratch)
    {
        var file = Path.Combine(scratch, Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(file, await ObjectAsync(new ObjectName(hash, ObjectKind.Catalog), CompressionAlgorithm.Zlib));
        if (size is { } said)
            Assert.Equal((long)said, new FileInfo(file).Length);
        using var reader = CatalogReader.Open(file).Value;
        Assert.Equal(mountpoint, reader.Properties.RootPrefix);
        Catalogs.Add(mountpoint.ToString());
        var self = default(CounterSet);
        var parents = new HashSet<PathHash>();
        Add(mountpoint, reader);
        var rows = 0;
        reader.ForEachRow(row =>
        {
            rows++;
            self += CounterSet.Of(row.Entry);
        });
        Assert.Equal(rows, _entries.Values.Count(e => e.Catalog == mountpoint.ToString()) + reader.NestedCatalogs.Count(n => n.Path.Parent.StartsWith(mountpoint)));
        long chunks = 0;
        reader.ForEachChunk((_, _) => chunks++);
        self = self.With(CatalogCounter.Chunks, chunks).With(CatalogCounter.Nested, reader.NestedCatalogs.Count);
        Assert.Equal(self, reader.Counters.Self);

        var subtree = default(CounterSet);
        foreach (var nested in reader.NestedCatalogs)
        {
            Assert.True(reader.TryLookup(PathHash.Of(nested.Path), out var mount));
            Assert.True(mount.IsNestedMountpoint);
            subtree += await ReadCatalogAsync(nested.Path, nested.Hash, nested.Size, scratch);
            var root = _entries[nested.Path.ToString()].Row;
            Assert.Equal(mount with { Flags = default, RowId = 0 }, root with { Flags = default, RowId = 0 });
        }

        Assert.Equal(subtree, reader.Counters.Subtree);
        return self + subtree;
    }

    private void Add(RepositoryPath directory, CatalogReader reader)
    {
        var mountpoint = reader.Properties.RootPrefix;
        if (directory == mountpoint)
        {
            Assert.True(reader.TryLookup(PathHash.Of(directory), out var root));
            Assert.Equal(!mountpoint.IsRoot, root.IsNestedRoot);
            _entries.Add(directory.ToString(), (root, mountpoint.ToString(), []));
        }

        uint directories = 0;
        foreach (var row in reader.List(PathHash.Of(directory)).Where(row => row.Name.Length > 0))
        {
            var path = directory.Combine(row.Name.Span);
            directories += row.IsDirectory ? 1u : 0;
            if (row.IsNestedMountpoint)
                continue;
            var chunks = row.IsChunked ? reader.Chunks(PathHash.Of(path), row.Hash.Algorithm) : [];
            _entries.Add(path.ToString(), (row, mountpoint.ToString(), chunks));
            if (row.IsDirectory)
                Add(path, reader);
        }

        Assert.Equal(2 + directories, _entries[directory.ToString()].Row.LinkCount);
    }

    private async Task<byte[]> ObjectAsync(ObjectName name, CompressionAlgorithm compression)
    {
        var stored = await _repository.ReadNamedAsync(StoreKey.Of(name), CancellationToken.None);
        Assert.NotNull(stored);
        Assert.Equal(name.Hash, ContentHash.Compute(name.Hash.Algorithm, stored));
        return compression == CompressionAlgorithm.None ? stored : ZlibInflater.Inflate(stored, int.MaxValue).Value;
    }
}
