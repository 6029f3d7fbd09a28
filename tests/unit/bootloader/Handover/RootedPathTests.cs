using CernVM.Bootloader.Agent.Handover;

namespace CernVM.Bootloader.Agent.Tests.Handover;

public sealed class RootedPathTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("../lib/systemd/systemd")]
    [InlineData("/lib/systemd/systemd")]
    [InlineData("/../../lib/./systemd/systemd")]
    public void Links_are_followed_inside_the_new_root(string target)
    {
        string real = _root.Write("usr/lib/systemd/systemd", "x");
        Link("lib", "usr/lib");
        Directory.CreateDirectory(Path.Combine(_root.Path, "sbin"));
        Link("sbin/init", target);

        Assert.Equal(real, RootedPath.Resolve(_root.Path, "sbin/init"));
    }

    [Fact]
    public void Dangling_and_circular_links_are_nothing()
    {
        Link("a", "b");
        Link("b", "a");
        Link("c", "/bin/sh");

        Assert.Null(RootedPath.Resolve(_root.Path, "a"));
        Assert.Null(RootedPath.Resolve(_root.Path, "c"));
        Assert.Null(RootedPath.Resolve(_root.Path, "d"));
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_root.Path, name), target);
}
