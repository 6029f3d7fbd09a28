using CernVM.Cvmfs.Formats.Hashing;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Hashing;

public sealed class ObjectNameTests
{
    private const string Digits = "e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78";

    [Theory]
    [InlineData(Digits, ObjectKind.Bulk, "data/e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78")]
    [InlineData(Digits, ObjectKind.Catalog, "data/e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78C")]
    [InlineData(Digits + "-rmd160", ObjectKind.Chunk, "data/e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78-rmd160P")]
    [InlineData(Digits + "-shake128", ObjectKind.MetaInfo, "data/e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78-shake128M")]
    public void Store_path_is_the_original_s(string hash, ObjectKind kind, string path) =>
        Assert.Equal(path, new ObjectName(ContentHash.Parse(hash), kind).StorePath);

    [Fact]
    public void Alternative_path_lies_beside_the_manifest() =>
        Assert.Equal(".cvmfsalt-" + Digits + "X", new ObjectName(ContentHash.Parse(Digits), ObjectKind.Certificate).AlternativePath);

    [Fact(Timeout = 60_000)]
    public void Names_round_trip() =>
        Gen.Select(Gen.Enum<ObjectKind>(), Gen.Int[1, 3], Gen.Byte.Array[20]).Sample((kind, algorithm, digest) =>
        {
            var name = new ObjectName(ContentHash.FromDigest((ContentHashAlgorithm)algorithm, digest), kind);
            return ObjectName.TryParse(name.ToString(), out var again) && again == name
                && ObjectName.TryParseStorePath(name.StorePath, out again) && again == name;
        });

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData(Digits + "L")]
    [InlineData(Digits + "\0")]
    [InlineData(Digits + "CC")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    public void Other_text_is_no_name(string text) => Assert.False(ObjectName.TryParse(text, out _));

    [Theory]
    [InlineData("data/e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78")]
    [InlineData("e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78")]
    [InlineData("data/e8/../ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78")]
    [InlineData("data/e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78-shake128Mextra")]
    public void Other_paths_are_no_objects(string path) => Assert.False(ObjectName.TryParseStorePath(path, out _));

    [Fact]
    public void Path_hashes_are_little_endian_halves_of_the_md5()
    {
        Assert.Equal(new PathHash(338333539836370388, 9098107892288553193), PathHash.Of(RepositoryPath.Root));
        Assert.Equal(PathHash.Root, PathHash.Of(RepositoryPath.Root));
        Assert.Equal(new PathHash(5745132282796244766, -5819618580357280866), PathHash.Of(RepositoryPath.Parse("/foo")));
    }
}
