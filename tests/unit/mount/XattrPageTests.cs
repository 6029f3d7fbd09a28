using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Tests;

public class XattrPageTests
{
    private static readonly string FirstPage = string.Concat(Enumerable.Repeat(new string('a', 99) + '\n', XattrPage.Characters / 100));

    [Theory]
    [InlineData("user.x~?", "num_pages, 2")]
    [InlineData("user.x@?", "Access xattr with xattr~<page_num> (machine-readable mode) or  xattr@<page_num> (human-readable mode).\nPages available: 2")]
    [InlineData("user.x~1", "head\nlast\n")]
    [InlineData("user.x@1", "# Access page at idx: 1. Total num pages: 2 (access other pages: xattr~<page_num>, starting  with 0; number of pages available: xattr~?)\nhead\nlast\n")]
    [InlineData("user.x~2", null)]
    public void Pages_are_cut_behind_lines(string name, string? expected)
    {
        var page = XattrPage.Parse(name);

        Assert.Equal("user.x", page.Name);
        Assert.Equal(expected, page.Of(FirstPage + "last\n", "head\n"));
    }

    [Theory]
    [InlineData("user.x")]
    [InlineData("user.x~0")]
    public void The_first_page_is_the_default(string name) => Assert.Equal(FirstPage, XattrPage.Parse(name).Of(FirstPage + "last\n", "head\n"));

    [Fact]
    public void A_page_that_is_not_there_is_explained_to_people() =>
        Assert.StartsWith("Page requested does not exists. There are 1 pages", XattrPage.Parse("user.x@7").Of("value"), StringComparison.Ordinal);

    [Fact]
    public void A_line_without_end_is_cut_too() => Assert.Equal("b", XattrPage.Parse("user.x~1").Of(new string('a', XattrPage.Characters) + "b"));

    [Theory]
    [InlineData("user.x")]
    [InlineData("user.x~")]
    [InlineData("user.x~y")]
    [InlineData("~1")]
    public void Other_names_are_no_pages(string name) => Assert.Equal(name, XattrPage.Parse(name).Name);
}
