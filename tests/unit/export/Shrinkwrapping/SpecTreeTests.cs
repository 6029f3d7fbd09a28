using System.Text;
using CernVM.Cvmfs.Export.Shrinkwrapping;
using CernVM.Cvmfs.Formats;
using CsCheck;

namespace CernVM.Cvmfs.Export.Tests.Shrinkwrapping;

public sealed class SpecTreeTests
{
    private const string Spec = """
        # comment
        /bar/*
        /bar/test/wildcard/*
        !/bar/test/wildcard/not
        ^/flat/*
        /exact/file
        /exact/dir
        !/gone/deep
        !/late/excluded
        /late/included
        """;

    [Theory]
    [InlineData("", true)]
    [InlineData("/bar", true)]
    [InlineData("/bar/any/thing", true)]
    [InlineData("/bar/test", true)]
    [InlineData("/bar/test/wildcard/x", true)]
    [InlineData("/bar/test/wildcard/not", false)]
    [InlineData("/bar/test/wildcard/not/at/all", false)]
    [InlineData("/flat", true)]
    [InlineData("/flat/entry", true)]
    [InlineData("/flat/entry/below", false)]
    [InlineData("/exact", true)]
    [InlineData("/exact/file", true)]
    [InlineData("/exact/other", false)]
    [InlineData("/exact/dir", true)]
    [InlineData("/exact/dir/entry", false)]
    [InlineData("/gone", false)]
    [InlineData("/gone/deep", false)]
    [InlineData("/late", true)]
    [InlineData("/late/excluded", false)]
    [InlineData("/late/included", true)]
    [InlineData("/elsewhere", false)]
    public void Paths_are_included_as_the_original_does(string path, bool expected) =>
        Assert.Equal(expected, Parse(Spec).Includes(RepositoryPath.Parse(path)));

    [Fact]
    public void A_star_at_the_root_includes_everything() => Assert.True(Parse("/*").Includes(RepositoryPath.Parse("/any/path")));

    [Theory]
    [InlineData("relative")]
    [InlineData("!")]
    [InlineData("^relative/*")]
    [InlineData("*")]
    public void A_line_that_is_no_path_is_named(string line)
    {
        var parsed = SpecTree.Parse(Encoding.UTF8.GetBytes("/good\n" + line));
        Assert.False(parsed.IsOk);
        Assert.Contains("Line 2", parsed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_included_can_be_walked_to() =>
        Gen.String[Gen.Char["ab/*"], 1, 10].Array[1, 5].Select(Gen.String[Gen.Char["ab/"], 1, 8]).Sample((lines, text) =>
        {
            var parsed = SpecTree.Parse(Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((line, index) => (index % 3) switch { 0 => "/", 1 => "^/", _ => "!/" } + line))));
            if (!parsed.IsOk || !RepositoryPath.TryParse("/" + text, out var path) || !parsed.Value.Includes(path))
                return;
            for (var above = path; !above.IsRoot; above = above.Parent)
                Assert.True(parsed.Value.Includes(above), $"{above} above {path}");
        });

    private static SpecTree Parse(string text) => SpecTree.Parse(Encoding.UTF8.GetBytes(text)).Value;
}
