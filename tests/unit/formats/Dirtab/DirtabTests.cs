using System.Text;
using CernVM.Cvmfs.Formats.Dirtab;

namespace CernVM.Cvmfs.Formats.Tests.Dirtab;

public sealed class DirtabTests
{
    private const string Text = """
        # nested catalogs
          /software/*

        /data/run?
        /odd/\*
        /deep/*/*/x*y
        ! /software/*secret*
        !*/tmp
        """;

    [Theory]
    [InlineData("/software/app", true)]
    [InlineData("/software/.hidden", true)]
    [InlineData("/software", false)]
    [InlineData("/software/app/sub", false)]
    [InlineData("/software/my-secret-app", false)]
    [InlineData("/software/tmp", false)]
    [InlineData("/data/run1", true)]
    [InlineData("/data/run12", false)]
    [InlineData("/odd/*", true)]
    [InlineData("/odd/x", false)]
    [InlineData("/deep/a/b/xy", true)]
    [InlineData("/deep/a/b/xyxyy", true)]
    [InlineData("/deep/a/b/xyx", false)]
    [InlineData("/deep/a/xy", false)]
    public void Rules_choose_directories(string path, bool expected) =>
        Assert.Equal(expected, DirtabFile.Parse(Encoding.UTF8.GetBytes(Text), out _)!.Matches(RepositoryPath.Parse(path)));

    [Theory]
    [InlineData("/a/*", "/a/b/c", true)]
    [InlineData("*c", "/a/b/c", true)]
    [InlineData("/a?c", "/a/c", true)]
    [InlineData("/a*b*c*", "/axbycz", true)]
    [InlineData("/a*b*c", "/axbyd", false)]
    public void Negations_cross_slashes(string pattern, string path, bool expected)
    {
        Assert.True(PathPattern.TryParse(Encoding.UTF8.GetBytes(pattern), out var parsed));
        Assert.Equal(expected, parsed!.Matches(RepositoryPath.Parse(path), wildcardsCrossSlashes: true));
    }

    [Fact]
    public void Every_faulty_line_is_reported_with_its_place()
    {
        const string Faulty = "/good\nrelative/path\n/ends\\\n!/good\n";

        Assert.Null(DirtabFile.Parse(Encoding.UTF8.GetBytes(Faulty), out var errors));

        Assert.Equal(
            [("DTB002", 6L), ("DTB003", 20L), ("DTB004", 27L)],
            errors.Select(error => (error.Id, error.Offset!.Value)));
        Assert.Contains("line 4", errors[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused()
    {
        Assert.Null(DirtabFile.Parse(new byte[DirtabFile.MaxLength + 1], out var errors));
        Assert.Equal("DTB001", Assert.Single(errors).Id);
    }

    [Fact(Timeout = 60_000)]
    public void Many_stars_do_not_take_for_ever()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 200)) + "b";
        Assert.True(PathPattern.TryParse(Encoding.ASCII.GetBytes(pattern), out var parsed));
        Assert.False(parsed!.Matches(RepositoryPath.Parse("/" + new string('a', 20_000)), wildcardsCrossSlashes: true));
    }
}
