using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

public sealed class ProxyListTests
{
    [Theory]
    [InlineData("DIRECT", "DIRECT")]
    [InlineData("http://a:3128|b:3128;DIRECT", "http://a:3128|http://b:3128;DIRECT")]
    [InlineData(" http://a:1 ; ; http://b:1 | direct ", "http://a:1;http://b:1|DIRECT")]
    public void The_grammar_is_read(string text, string expected) => Assert.Equal(expected, ProxyList.Parse(text, out _)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ; | ")]
    [InlineData("auto")]
    [InlineData("http://")]
    [InlineData("ftp://a:1")]
    public void Everything_else_is_refused_with_a_reason(string text)
    {
        Assert.Null(ProxyList.Parse(text, out var error));
        Assert.NotEmpty(error!);
    }

    [Fact]
    public void Fallback_removes_direct_from_the_main_list()
    {
        var list = ProxyList.Parse("http://a:1|DIRECT;DIRECT", out _)!.WithFallback(ProxyList.Parse("http://f:1;DIRECT", out _)!);
        Assert.Equal("http://a:1;http://f:1;DIRECT", list.ToString());
        Assert.Equal(1, list.FallbackStart);
    }
}
