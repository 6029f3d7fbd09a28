using CernVM.Cvmfs.Formats.Chunking;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Tests.Publishing;

public sealed class LargeFileTests
{
    private const int Minimum = 4096;

    [Theory(Timeout = 120_000)]
    [InlineData(ContentHashAlgorithm.Sha1, CompressionAlgorithm.Zlib)]
    [InlineData(ContentHashAlgorithm.Rmd160, CompressionAlgorithm.None)]
    [InlineData(ContentHashAlgorithm.Shake128, CompressionAlgorithm.Zlib)]
    public async Task Files_are_cut_where_the_chunker_says(ContentHashAlgorithm algorithm, CompressionAlgorithm compression)
    {
        var sizes = new ChunkingParameters(Minimum, 2 * Minimum, 4 * Minimum);
        using var test = new TestRepository(settings => settings with { Algorithm = algorithm, Compression = compression, Chunking = sizes });
        await test.CreateAsync();
        var random = new Random(20260517);
        foreach (var size in new[] { 0, 1, Minimum, Minimum + 1, (4 * Minimum) + 1, 300_000 })
        {
            var content = new byte[size];
            random.NextBytes(content);
            await File.WriteAllBytesAsync(Path.Combine(test.Tree, $"random-{size}"), content);
            await File.WriteAllBytesAsync(Path.Combine(test.Tree, $"zeros-{size}"), new byte[size]);
        }

        await test.SyncAsync();
        var tree = await test.ReadAsync();
        foreach (var file in Directory.GetFiles(test.Tree))
        {
            var content = await File.ReadAllBytesAsync(file);
            var path = $"/{Path.GetFileName(file)}";
            Assert.Equal(content, await tree.ContentAsync(path));
            var cuts = RollingChunker.Cuts(content, sizes).Count;
            Assert.Equal(cuts == 0 ? 0 : cuts + 1, tree.ChunkCount(path));
        }

        Assert.False((await test.SyncAsync()).IsNewRevision);
    }
}
