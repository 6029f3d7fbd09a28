using System.IO.Compression;
using CernVM.Cvmfs.Linux.Compression;
using CsCheck;

namespace CernVM.Cvmfs.Linux.Tests.Compression;

public class LibdeflateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(12)]
    public void TheRuntimeInflatesWhatIsCompressed(int level)
    {
        using var compressor = new LibdeflateCompressor(level);
        Gen.Byte[0, 3].Array[0, 5000].Sample(
            input =>
            {
                var packed = Compress(compressor, input);
                using var inflater = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
                using var output = new MemoryStream();
                inflater.CopyTo(output);
                return output.ToArray().AsSpan().SequenceEqual(input);
            },
            threads: 1);
    }

    [Fact]
    public void DecompressionTellsWhatItTook()
    {
        using var compressor = new LibdeflateCompressor();
        using var decompressor = new LibdeflateDecompressor();
        var packed = Compress(compressor, "some text, some text"u8);
        var output = new byte[20];
        Assert.Equal(DecompressionOutcome.Done, decompressor.Decompress([.. packed, 1, 2, 3], output, out var consumed, out var produced));
        Assert.Equal((packed.Length, 20), (consumed, produced));
        Assert.Equal("some text, some text"u8, output);
        Assert.Equal(DecompressionOutcome.TooLarge, decompressor.Decompress(packed, output.AsSpan(0, 19), out _, out _));
        Assert.Equal(DecompressionOutcome.BadData, decompressor.Decompress(packed.AsSpan(0, packed.Length - 1), output, out _, out _));
        packed[^1] ^= 1;
        Assert.Equal(DecompressionOutcome.BadData, decompressor.Decompress(packed, output, out _, out _));
    }

    [Fact]
    public void OutputThatDoesNotFitIsZeroBytes()
    {
        using var compressor = new LibdeflateCompressor();
        Assert.Equal(0, compressor.Compress(new byte[1000], new byte[3]));
    }

    private static byte[] Compress(LibdeflateCompressor compressor, ReadOnlySpan<byte> input)
    {
        var output = new byte[compressor.MaxCompressedLength(input.Length)];
        return output[..compressor.Compress(input, output)];
    }
}
