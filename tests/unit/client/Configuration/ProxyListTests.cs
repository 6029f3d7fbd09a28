using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

public sealed class ProxyListTests
{
    [Theory]
    [InlineData("DIRECT", "DIRECT")]
    [InlineData("http://a:3128|b:3128;DIRECT", "http://a:3128|http://b:3128;DIRECT")]
    [InlineData("auto;http://a:1", "auto;http://a:1")]
    [InlineData("http://user:secret@a:1", "http://a:1")]
    [InlineData(" http://a:1 ; ; http://b:1 | direct ", "http://a:1;http://b:1|DIRECT")]
    public void The_grammar_is_read(string text, string expected) => Assert.Equal(expected, ProxyList.Parse(text, out _)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ; | ")]
    [InlineData("auto|http://a:1")]
    [InlineData("http://")]
    [InlineData("ftp://a:1")]
    public void Everything_else_is_refused_with_a_reason(string text)
    {
        Assert.Null(ProxyList.Parse(text, out var error));
        Assert.NotEmpty(error!);
    }

    [Theory]
    [InlineData("http://a:1|DIRECT;DIRECT", "http://f:1;DIRECT", "http://a:1;http://f:1", 1)]
    [InlineData("DIRECT", "http://f:1|http://g:1;http://h:1", "http://f:1|http://g:1;http://h:1", 0)]
    [InlineData("http://a:1;DIRECT", "DIRECT", "http://a:1;DIRECT", 2)]
    public void Fallback_proxies_take_the_place_of_direct(string main, string fallback, string expected, int firstFallback)
    {
        var list = ProxyList.Parse(main, out _)!.WithFallback(ProxyList.Parse(fallback, out _)!);
        Assert.Equal(expected, list.ToString());
        Assert.Equal(firstFallback, list.FallbackStart);
    }
}
