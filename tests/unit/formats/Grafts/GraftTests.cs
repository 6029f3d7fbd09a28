using System.Text;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Grafts;
using CernVM.Cvmfs.Formats.Hashing;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Grafts;

public sealed class GraftTests
{
    private const string One = "e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78";
    private const string Two = "600230b0ba7620426f2e898f1e1f43c5466efe59";
    private const string Text = $"# made by hand\nsize=300\nchecksum={One}\nchunk_offsets=0,100\nchunk_checksums={One},{Two}\ncompression=none\n";

    [Fact]
    public void Every_line_is_read()
    {
        var graft = GraftReader.Parse(Encoding.ASCII.GetBytes(Text)).Value;

        Assert.Equal((300ul, ContentHash.Parse(One), CompressionAlgorithm.None), (graft.Size, graft.Hash, graft.Compression));
        Assert.Equal([new FileChunk(0, 100, ContentHash.Parse(One)), new FileChunk(100, 200, ContentHash.Parse(Two))], graft.Chunks);
    }

    [Theory]
    [InlineData("GRA002", "size=300", "size 300")]
    [InlineData("GRA003", "compression=none", "size=300")]
    [InlineData("GRA004", "size=300", "size=-1")]
    [InlineData("GRA004", "size=300\n", "")]
    [InlineData("GRA005", "checksum=" + One, "checksum=abc")]
    [InlineData("GRA006", "none", "zstd")]
    [InlineData("GRA007", "0,100", "0")]
    [InlineData("GRA007", "0,100", "1,100")]
    [InlineData("GRA007", "0,100", "0,300")]
    [InlineData("GRA007", "0,100", "0,0")]
    [InlineData("GRA007", "0,100", "0,x")]
    public void Faulty_text_is_named(string id, string good, string bad) =>
        Assert.Equal(id, GraftReader.Parse(Encoding.ASCII.GetBytes(Text.Replace(good, bad, StringComparison.Ordinal))).Error.Id);

    [Fact]
    public void Some_hash_there_must_be() => Assert.Equal("GRA008", GraftReader.Parse("size=1"u8).Error.Id);

    [Fact]
    public void A_huge_file_is_refused() => Assert.Equal("GRA001", GraftReader.Parse(new byte[GraftReader.MaxLength + 1]).Error.Id);

    [Fact(Timeout = 60_000)]
    public void Damaged_bytes_never_throw() => Mutations.Of(Encoding.ASCII.GetBytes(Text)).Sample(
        bytes => !GraftReader.Parse(bytes).TryGet(out var graft, out _) || graft.Chunks.Sum(chunk => chunk.Size) is var sum && (sum == 0 || sum == (long)graft.Size),
        iter: 2000);
}
