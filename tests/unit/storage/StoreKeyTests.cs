using CernVM.Cvmfs.Formats.Hashing;
using CsCheck;

namespace CernVM.Cvmfs.Storage.Tests;

public sealed class StoreKeyTests
{
    [Theory]
    [InlineData("data/ab/cdefC")]
    [InlineData(".cvmfspublished")]
    [InlineData("data/ab/..cd")]
    public void Good_keys_are_taken(string text) => Assert.Equal(text, StoreKey.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("../x")]
    [InlineData("data/../../x")]
    [InlineData("data/./x")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    public void Keys_that_lead_elsewhere_are_refused(string? text) => Assert.False(StoreKey.TryParse(text, out _));

    [Fact]
    public void No_accepted_key_leaves_its_folder() => Gen.String[Gen.Char["./a\\"], 0, 12].Sample(text =>
    {
        if (StoreKey.TryParse(text, out var key))
            Assert.StartsWith("/root/", Path.GetFullPath(Path.Combine("/root", key.Value)), StringComparison.Ordinal);
    });

    [Fact]
    public void Objects_have_their_place()
    {
        var hash = ContentHash.Parse("e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78");
        Assert.Equal("data/e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78C", StoreKey.Of(new ObjectName(hash, ObjectKind.Catalog)).Value);
    }

    [Fact]
    public void The_default_key_names_nothing() => Assert.Throws<InvalidOperationException>(() => default(StoreKey).Value);
}
