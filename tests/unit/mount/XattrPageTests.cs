using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Tests;

public class XattrPageTests
{
    private static readonly string Long = new string('a', XattrPage.Characters) + "b";

    [Theory]
    [InlineData("user.x~?", "2")]
    [InlineData("user.x@?", "2 pages")]
    [InlineData("user.x~1", "b")]
    [InlineData("user.x@1", "# page 1 of 2\nb")]
    [InlineData("user.x~2", null)]
    public void Pages_are_cut(string name, string? expected)
    {
        var page = XattrPage.Parse(name);

        Assert.Equal("user.x", page.Name);
        Assert.Equal(expected, page.Of(Long));
    }

    [Theory]
    [InlineData("user.x")]
    [InlineData("user.x~")]
    [InlineData("user.x~y")]
    [InlineData("~1")]
    public void Other_names_are_no_pages(string name) => Assert.Equal(name, XattrPage.Parse(name).Name);
}
