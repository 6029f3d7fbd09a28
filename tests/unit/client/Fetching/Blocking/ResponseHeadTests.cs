using System.Text;
using CernVM.Cvmfs.Client.Fetching.Blocking;

namespace CernVM.Cvmfs.Client.Tests.Fetching.Blocking;

public sealed class ResponseHeadTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n", 200, 12L, true, false)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length:12\r\nConnection: close\r\n\r\n", 200, 12L, false, false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 12\r\n\r\n", 200, 12L, false, false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 12\r\nConnection: Keep-Alive\r\n\r\n", 200, 12L, true, false)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", 200, null, true, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\nTransfer-Encoding: chunked\r\n\r\n", 200, null, true, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\nContent-Encoding: gzip\r\n\r\n", 200, null, true, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\nContent-Length: 12\r\n\r\n", 200, 12L, true, false)]
    [InlineData("HTTP/1.1 503\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\nContent-Length: 0\r\n\r\n", 503, 0L, true, true)]
    [InlineData("HTTP/1.1 502 Bad\r\nProxy-Status: p; error=dns_timeout\r\nContent-Length: 0\r\n\r\n", 502, 0L, true, true)]
    [InlineData("HTTP/1.1 502 Bad\r\nProxy-Status: p; hit\r\nContent-Length: 0\r\n\r\n", 502, 0L, true, false)]
    public void Says_what_the_server_said(string text, int status, long? length, bool keeps, bool blames)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        Assert.Equal(bytes.Length, ResponseHead.LengthIn(bytes));
        Assert.True(ResponseHead.TryParse(bytes, out var head));
        Assert.Equal(new ResponseHead(status, length, keeps, blames), head);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 -20 OK\r\n\r\n")]
    [InlineData("ICY 200 OK\r\nContent-Length: 1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\nContent-Length: 13\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12, 12\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0x10\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: no name\r\n\r\n")]
    public void Refuses_what_is_no_plain_answer(string text) => Assert.False(ResponseHead.TryParse(Encoding.Latin1.GetBytes(text), out _));

    [Fact]
    public void Waits_for_the_empty_line() => Assert.Equal(-1, ResponseHead.LengthIn("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n"u8));
}
