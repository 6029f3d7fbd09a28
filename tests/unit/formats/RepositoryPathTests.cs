using System.Text;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests;

public sealed class RepositoryPathTests
{
    private static readonly Gen<byte[]> AnyName = Gen.Byte.Array[1, 12].Where(name => RepositoryPath.IsName(name));

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("//", "")]
    [InlineData("/a", "/a")]
    [InlineData("//a///b/", "/a/b")]
    [InlineData("/...", "/...")]
    public void Text_is_normalised(string text, string expected)
    {
        Assert.True(RepositoryPath.TryParse(text, out var path));
        Assert.Equal(expected, Encoding.UTF8.GetString(path.Utf8));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("/a/../b")]
    [InlineData("/.")]
    [InlineData("/a\0b")]
    [InlineData(null)]
    public void Other_text_is_refused(string? text) => Assert.False(RepositoryPath.TryParse(text, out _));

    [Fact(Timeout = 60_000)]
    public void A_child_has_its_parent_and_name() =>
        Gen.Select(AnyName.Array[0, 5], AnyName).Sample((names, name) =>
        {
            var parent = names.Aggregate(RepositoryPath.Root, (path, part) => path.Combine(part));
            var child = parent.Combine(name);
            return child.Parent == parent && child.Name.SequenceEqual(name) && child.StartsWith(parent) && !parent.StartsWith(child)
                && RepositoryPath.FromUtf8(child.Utf8) == child && child.GetHashCode() == RepositoryPath.FromUtf8(child.Utf8).GetHashCode();
        });

    [Theory]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/a", "", true)]
    [InlineData("/", "/a", false)]
    public void Prefixes_are_whole_components(string path, string prefix, bool expected) =>
        Assert.Equal(expected, RepositoryPath.Parse(path).StartsWith(RepositoryPath.Parse(prefix)));

    [Fact]
    public void The_root_is_its_own_parent_and_has_no_name()
    {
        Assert.True(RepositoryPath.Root.Parent.IsRoot);
        Assert.True(RepositoryPath.Root.Name.IsEmpty);
        Assert.Equal("/", RepositoryPath.Root.ToString());
        Assert.Equal(default, RepositoryPath.Parse("/"));
    }

    [Theory]
    [InlineData("sft.cern.ch", true)]
    [InlineData("a", true)]
    [InlineData("A-b_c.9", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("ü", false)]
    [InlineData(null, false)]
    public void Repository_names_are_plain(string? text, bool expected) => Assert.Equal(expected, RepositoryName.TryParse(text, out _));

    [Fact]
    public void Repository_names_end_at_sixty_characters()
    {
        Assert.True(RepositoryName.TryParse(new string('a', 60), out _));
        Assert.False(RepositoryName.TryParse(new string('a', 61), out _));
    }
}
