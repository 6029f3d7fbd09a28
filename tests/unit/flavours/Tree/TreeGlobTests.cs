using CernVM.Flavours.Composer.Tree;

namespace CernVM.Flavours.Composer.Tests.Tree;

public sealed class TreeGlobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TreeGlobTests()
    {
        _folder.File("usr/lib/python3/a");
        _folder.File("usr/lib/python3.13/b");
        _folder.File("usr/lib/.hidden");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "lib"), "usr/lib");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "broken"), "nowhere");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/usr/lib/python3*", "/usr/lib/python3,/usr/lib/python3.13")]
    [InlineData("/usr/*", "/usr/lib")]
    [InlineData("/usr/lib/*", "/usr/lib/.hidden,/usr/lib/python3,/usr/lib/python3.13")]
    [InlineData("/usr/lib/python3*/?", "/usr/lib/python3.13/b,/usr/lib/python3/a")]
    [InlineData("/lib/*", "")]
    [InlineData("/broken", "/broken")]
    [InlineData("/nothing/*", "")]
    public void Stars_stay_within_a_name_and_links_are_not_followed(string pattern, string expected) =>
        Assert.Equal(expected, string.Join(',', TreeGlob.Find(_folder.Path, pattern).Select(path => path[_folder.Path.Length..])));

    [Fact]
    public void A_path_through_a_link_stays_inside_the_tree()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "absolute"), "/usr");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "escape"), "../../..");

        Assert.Equal(Path.Combine(_folder.Path, "usr/lib/new"), TreePath.Resolve(_folder.Path, "/absolute/lib/new"));
        Assert.Equal(Path.Combine(_folder.Path, "usr/lib/new"), TreePath.Resolve(_folder.Path, "/lib/new"));
        Assert.Throws<InvalidOperationException>(() => TreePath.Resolve(_folder.Path, "/escape/etc/passwd"));
    }
}
