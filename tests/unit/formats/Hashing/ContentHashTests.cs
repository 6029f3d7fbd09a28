using System.Text;
using CernVM.Cvmfs.Formats.Hashing;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Hashing;

public sealed class ContentHashTests
{
    /// <summary>The empty file as zlib stores it (formats §5).</summary>
    private static readonly byte[] EmptyObject = [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    private static readonly Gen<ContentHash> AnyHash =
        Gen.Select(Gen.Enum<ContentHashAlgorithm>(), Gen.Byte.Array[20], (algorithm, bytes) =>
            ContentHash.FromDigest(algorithm, bytes.AsSpan(0, algorithm == ContentHashAlgorithm.Md5 ? 16 : 20)));

    [Theory]
    [InlineData(ContentHashAlgorithm.Md5, "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData(ContentHashAlgorithm.Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData(ContentHashAlgorithm.Rmd160, "9c1185a5c5e9fc54612808977ee8f548b2258d31-rmd160")]
    [InlineData(ContentHashAlgorithm.Shake128, "7f9c2ba4e88f827d616045507605853ed73b8093-shake128")]
    public void Hash_of_nothing_is_the_published_one(ContentHashAlgorithm algorithm, string expected)
    {
        using var hasher = new ContentHasher(algorithm);

        Assert.Equal(expected, ContentHash.Compute(algorithm, []).ToString());
        Assert.Equal(expected, hasher.Finish().ToString());
    }

    [Theory]
    [InlineData(ContentHashAlgorithm.Sha1, "e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78")]
    [InlineData(ContentHashAlgorithm.Shake128, "28d94b83b7229b331fc601362b8e272e02665122-shake128")]
    public void Hash_of_the_empty_object_is_the_measured_one(ContentHashAlgorithm algorithm, string expected) =>
        Assert.Equal(expected, ContentHash.Compute(algorithm, EmptyObject).ToString());

    [Fact(Timeout = 60_000)]
    public void Pieces_hash_like_the_whole() =>
        Gen.Select(Gen.Enum<ContentHashAlgorithm>(), Gen.Byte.Array[0, 500], Gen.Int[0, 500]).Sample((algorithm, data, at) =>
        {
            using var hasher = new ContentHasher(algorithm);
            hasher.Append(data.AsSpan(0, Math.Min(at, data.Length)));
            hasher.Append(data.AsSpan(Math.Min(at, data.Length)));
            return hasher.Finish() == ContentHash.Compute(algorithm, data) && hasher.Finish() == ContentHash.Compute(algorithm, []);
        });

    [Fact(Timeout = 60_000)]
    public void Text_and_digest_round_trip() =>
        AnyHash.Sample(hash => ContentHash.Parse(hash.ToString()) == hash
            && ContentHash.TryParse(Encoding.ASCII.GetBytes(hash.ToString()), out var fromBytes) && fromBytes == hash
            && ContentHash.FromDigest(hash.Algorithm, hash.ToDigest()) == hash);

    [Fact(Timeout = 60_000)]
    public void Order_is_that_of_the_digests() =>
        Gen.Select(AnyHash, AnyHash).Where((a, b) => a.Algorithm == b.Algorithm)
            .Sample((a, b) => Math.Sign(a.CompareTo(b)) == Math.Sign(a.ToDigest().AsSpan().SequenceCompareTo(b.ToDigest())));

    [Theory]
    [InlineData("")]
    [InlineData("DA39A3EE5E6B4B0D3255BFEF95601890AFD80709")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd8070")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709C")]
    [InlineData("ga39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("9c1185a5c5e9fc54612808977ee8f548b2258d31-rmd161")]
    [InlineData("9c1185a5c5e9fc54612808977ee8f548b2258d31-SHAKE128")]
    public void Other_text_is_no_hash(string text) => Assert.False(ContentHash.TryParse(text, out _));

    [Fact]
    public void Null_hash_is_forty_zeros()
    {
        Assert.True(ContentHash.Null(ContentHashAlgorithm.Sha1).IsNull);
        Assert.Equal(new string('0', 40), ContentHash.Null(ContentHashAlgorithm.Sha1).ToString());
    }
}
