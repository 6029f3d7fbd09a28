using CernVM.Cvmfs.Formats.Chunking;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Tests.Interop;

/// <summary>Cut marks and object names of files that the original has chunked.</summary>
public sealed class ChunkTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("basic-sha1", 4 << 20, 8 << 20, 16 << 20, 1)]
    [InlineData("shake128", 65536, 131072, 262144, 4)]
    [InlineData("garbage", 65536, 131072, 262144, 1)]
    public void Files_are_cut_where_the_original_cuts(string name, int minimum, int average, int maximum, int files)
    {
        using var repository = InteropRepository.Open(name);
        var parameters = new ChunkingParameters(minimum, average, maximum);
        var chunked = CatalogTree.Read(repository, repository.Manifest.RootCatalog).Where(pair => pair.Value.Entry.IsChunked).ToList();

        Assert.Equal(files, chunked.Count);
        foreach (var (path, (catalog, entry)) in chunked)
        {
            var chunks = catalog.Chunks(PathHash.Of(path), entry.Hash.Algorithm);
            var data = chunks.SelectMany(chunk => repository.ReadData(chunk.Hash, ObjectKind.Chunk, entry.Compression)).ToArray();

            Assert.Equal((long)entry.Size, data.LongLength);
            Assert.Equal(chunks.Skip(1).Select(chunk => chunk.Offset), RollingChunker.Cuts(data, parameters));
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("basic-sha1")]
    [InlineData("shake128")]
    public void Objects_are_named_by_the_hash_of_their_stored_bytes(string name)
    {
        using var repository = InteropRepository.Open(name);

        foreach (var (path, (catalog, entry)) in CatalogTree.Read(repository, repository.Manifest.RootCatalog).Where(pair => pair.Value.Entry.IsRegular))
        {
            var objects = entry.IsChunked
                ? catalog.Chunks(PathHash.Of(path), entry.Hash.Algorithm).Select(chunk => new ObjectName(chunk.Hash, ObjectKind.Chunk))
                : [new ObjectName(entry.Hash, ObjectKind.Bulk)];
            foreach (var item in objects)
                Assert.Equal(item.Hash, ContentHash.Compute(item.Hash.Algorithm, repository.ReadStored(item.Hash, item.Kind)));
        }
    }
}
