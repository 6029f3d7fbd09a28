using CernVM.Contexts.Model.Accounts;

namespace CernVM.Contexts.Model.Tests.Accounts;

public sealed class AccountNamesTests
{
    [Theory]
    [InlineData("alice", true)]
    [InlineData("_a-b.c9", true)]
    [InlineData("Alice", true)]
    [InlineData("", false)]
    [InlineData("9a", false)]
    [InlineData("-a", false)]
    [InlineData("a:0:0", false)]
    [InlineData("a\nb", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void Names(string text, bool fits) => Assert.Equal(fits, AccountNames.IsName(text));

    [Theory]
    [InlineData("$6$salt$abc", true)]
    [InlineData("$y$j9T$x/.$y", true)]
    [InlineData("!", true)]
    [InlineData("hunter2", false)]
    [InlineData("$6$a$b:0:0", false)]
    [InlineData("$6$a\n", false)]
    [InlineData("$$$$$", false)]
    public void Hashes(string text, bool fits) => Assert.Equal(fits, AccountNames.IsPasswordHash(text));

    [Theory]
    [InlineData("/home/a", true)]
    [InlineData("/", false)]
    [InlineData("a", false)]
    [InlineData("/a/../b", false)]
    [InlineData("/a:b", false)]
    [InlineData("/a\n", false)]
    public void Paths(string text, bool fits) => Assert.Equal(fits, AccountNames.IsPath(text));

    [Theory]
    [InlineData("a.example.org", true)]
    [InlineData("a..b", false)]
    [InlineData("-a", false)]
    [InlineData("a b", false)]
    [InlineData("a\n127.0.0.1 x", false)]
    public void HostNames(string text, bool fits) => Assert.Equal(fits, AccountNames.IsHostName(text));
}
