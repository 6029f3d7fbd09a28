using System.Text;
using CernVM.Cvmfs.Client.Prefetching;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class NameClassTests
{
    [Theory]
    [InlineData("module.cpython-311.pyc", ".cpython-311.pyc")]
    [InlineData("module.py", ".py")]
    [InlineData("libx.so", ".so")]
    [InlineData("libx.so.1.2.3", ".so")]
    [InlineData("tool-1.2.3.jar", ".jar")]
    [InlineData("archive.tar.gz", ".tar.gz")]
    [InlineData(".bashrc", "")]
    [InlineData("README", "")]
    [InlineData("3.11", "")]
    [InlineData("ends.", "")]
    [InlineData("", "")]
    public void Names_of_one_kind_have_one_class(string name, string expected) => Assert.Equal(expected, NameClass.Of(Encoding.UTF8.GetBytes(name)));
}
