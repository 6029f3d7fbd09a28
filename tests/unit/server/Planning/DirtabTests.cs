using CernVM.Cvmfs.Server.Planning;

namespace CernVM.Cvmfs.Server.Tests.Planning;

public sealed class DirtabTests
{
    [Theory]
    [InlineData("/usr/*", "/usr/lib", true)]
    [InlineData("/usr/*", "/usr/lib/x86", false)]
    [InlineData("/usr/*", "/usr", false)]
    [InlineData("/v?.1", "/v2.1", true)]
    [InlineData("/a\\*b", "/a*b", true)]
    [InlineData("/a\\*b", "/axb", false)]
    [InlineData("/a/*\n!*/private*", "/a/private7", false)]
    [InlineData("/a/*\n!*/private*", "/a/public", true)]
    [InlineData("  /spaced  ", "/spaced", true)]
    [InlineData("# /comment", "/comment", false)]
    public void Rules_match(string text, string path, bool expected) =>
        Assert.Equal(expected, Parse(text).Matches(System.Text.Encoding.UTF8.GetBytes(path)));

    [Theory]
    [InlineData("/usr/*", "", true)]
    [InlineData("/usr/*", "/usr", true)]
    [InlineData("/usr/*", "/var", false)]
    [InlineData("/usr/*", "/usr/lib", false)]
    public void Only_promising_directories_are_descended(string text, string path, bool expected) =>
        Assert.Equal(expected, Parse(text).CouldMatchBelow(System.Text.Encoding.UTF8.GetBytes(path)));

    [Fact]
    public void All_mistakes_are_reported_with_their_lines()
    {
        var mistakes = new List<string>();
        Assert.Null(Dirtab.Parse("usr/*\n\n/ok\n!/ok\n"u8, mistakes));
        Assert.Collection(mistakes, first => Assert.Contains("line 1", first, StringComparison.Ordinal), second => Assert.Contains("/ok", second, StringComparison.Ordinal));
    }

    private static Dirtab Parse(string text)
    {
        var mistakes = new List<string>();
        var parsed = Dirtab.Parse(System.Text.Encoding.UTF8.GetBytes(text), mistakes);
        Assert.Empty(mistakes);
        return parsed!;
    }
}
