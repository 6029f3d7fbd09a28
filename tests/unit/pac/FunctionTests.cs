namespace CernVM.Cvmfs.Pac.Tests;

/// <summary>The functions as a PAC file calls them. The moment is a Wednesday, 23:11:13 GMT; on the machine's clock Thursday, 01:11:13.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("isPlainHostName('www')", "true")]
    [InlineData("isPlainHostName('www.example.org')", "false")]
    [InlineData("dnsDomainIs('WWW.example.org', '.Example.org')", "true")]
    [InlineData("dnsDomainIs('www', '.example.org')", "false")]
    [InlineData("localHostOrDomainIs('www', 'www.example.org')", "true")]
    [InlineData("localHostOrDomainIs('home.example.org', 'www.example.org')", "false")]
    [InlineData("isResolvable('stratum1.example.org')", "true")]
    [InlineData("isResolvable('six.example.org')", "false")]
    [InlineData("isResolvableEx('six.example.org')", "true")]
    [InlineData("dnsResolve('stratum1.example.org')", "192.0.2.17")]
    [InlineData("dnsResolve('nowhere.example.org')", "null")]
    [InlineData("dnsResolveEx('stratum1.example.org')", "2001:db8::1;192.0.2.17")]
    [InlineData("isInNet('stratum1.example.org', '192.0.2.0', '255.255.255.0')", "true")]
    [InlineData("isInNet('192.0.3.1', '192.0.2.0', '255.255.254.0')", "true")]
    [InlineData("isInNet('192.0.4.1', '192.0.2.0', '255.255.254.0')", "false")]
    [InlineData("isInNet('nowhere.example.org', '0.0.0.0', '0.0.0.0')", "false")]
    [InlineData("isInNetEx('2001:db8::5', '2001:db8::/32')", "true")]
    [InlineData("isInNetEx('2001:db9::5', '2001:db8::/32')", "false")]
    [InlineData("convert_addr('1.2.3.4')", "16909060")]
    [InlineData("myIpAddress()", "198.51.100.9")]
    [InlineData("myIpAddressEx()", "198.51.100.9;2001:db8::9")]
    [InlineData("dnsDomainLevels('a.b.c')", "2")]
    [InlineData("shExpMatch('http://home.example.org/x', '*/home.*/?')", "true")]
    [InlineData("shExpMatch('aab', 'a*c')", "false")]
    [InlineData("shExpMatch('a.b', 'a[.]b')", "false")]
    [InlineData("weekdayRange('THU')", "true")]
    [InlineData("weekdayRange('WED', 'GMT')", "true")]
    [InlineData("weekdayRange('SAT', 'MON')", "false")]
    [InlineData("weekdayRange('FRI', 'THU')", "true")]
    [InlineData("dateRange(6)", "true")]
    [InlineData("dateRange(5, 'GMT')", "true")]
    [InlineData("dateRange(28, 6)", "true")]
    [InlineData("dateRange('MAR')", "true")]
    [InlineData("dateRange('NOV', 'FEB')", "false")]
    [InlineData("dateRange(2031)", "true")]
    [InlineData("dateRange(1, 'JAN', 31, 'MAR')", "true")]
    [InlineData("dateRange('JAN', 2030, 'FEB', 2031)", "false")]
    [InlineData("dateRange(1, 'DEC', 2030, 6, 'MAR', 2031)", "true")]
    [InlineData("dateRange(1, 'DEC', 6)", "false")]
    [InlineData("timeRange(1)", "true")]
    [InlineData("timeRange(23, 'GMT')", "true")]
    [InlineData("timeRange(22, 2)", "true")]
    [InlineData("timeRange(1, 12, 2, 0)", "false")]
    [InlineData("timeRange(1, 11, 13, 1, 11, 13)", "true")]
    [InlineData("timeRange(25)", "false")]
    [InlineData("alert('x')", "undefined")]
    [InlineData("typeof System + typeof importNamespace", "undefinedundefined")]
    public void Functions_answer(string expression, string expected)
    {
        var found = new JintScriptEngine().FindProxies(
            $"function FindProxyForURL(url, host) {{ return String({expression}); }}", [new Uri("http://h/")], new FakeHost(), TestContext.Current.CancellationToken);
        Assert.True(found.IsOk, found.IsOk ? "" : found.Failure.Message);
        Assert.Equal(expected, found.Value[0]);
    }

    [Fact]
    public void A_wlcg_style_file_is_evaluated_for_every_server()
    {
        const string Script = """
            // one group for the own site, another for cvmfs, nothing else
            function FindProxyForURL(url, host) {
                var i = url.indexOf('/cvmfs/');
                if (i >= 0 && (isInNet(myIpAddress(), '198.51.100.0', '255.255.255.0') || dnsDomainIs(host, '.example.com')))
                    return host == 'a.example.org' ? 'PROXY http://squid1:3128|http://squid2:3128; PROXY backup:3128; DIRECT' : 'DIRECT';
                return 'NONE';
            }
            """;
        var found = new JintScriptEngine().FindProxies(
            Script, [new Uri("http://a.example.org/cvmfs/x/.cvmfspublished"), new Uri("http://b.example.org/cvmfs/x/.cvmfspublished")], new FakeHost(), default);
        Assert.Equal(["PROXY http://squid1:3128|http://squid2:3128; PROXY backup:3128; DIRECT", "DIRECT"], found.Value);
    }
}
