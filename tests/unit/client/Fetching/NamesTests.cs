using System.Net;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

public sealed class NamesTests
{
    [Fact(Timeout = 60_000)]
    public async Task Hosts_literals_and_localhost_need_no_name_server()
    {
        using var folder = new TemporaryFolder();
        var hosts = folder["hosts"];
        await File.WriteAllTextAsync(hosts, "# comment\n192.0.2.7\tStratum1.example.org s1 # alias\n2001:db8::7 s1\n");
        var names = new NameResolver(new DnsSettings { HostsFile = hosts, PreferredFamily = 6 }, new ClientServices());
        Assert.Equal([IPAddress.Parse("192.0.2.7")], await names.ResolveAsync("stratum1.EXAMPLE.org", default));
        Assert.Equal([IPAddress.Parse("2001:db8::7"), IPAddress.Parse("192.0.2.7")], await names.ResolveAsync("s1", default));
        Assert.Equal([IPAddress.Parse("198.51.100.1")], await names.ResolveAsync("198.51.100.1", default));
        Assert.Equal([IPAddress.IPv6Loopback], await names.ResolveAsync("[::1]", default));
        Assert.Contains(IPAddress.Loopback, await names.ResolveAsync("localhost", default));
    }

    [Theory]
    [InlineData("data/ab/cd-shake128C", "http://h/cvmfs/x/data/ab/cd-shake128C")]
    [InlineData("a b/%+[1],~_.:@", "http://h/cvmfs/x/a%20b/%25+[1],~_.:@")]
    [InlineData("\u00ff#?&=", "http://h/cvmfs/x/%FF%23%3F%26%3D")]
    public void Paths_are_escaped_as_the_original_does(string path, string expected) =>
        Assert.Equal(expected, UrlEscaping.Join(new Uri("http://h/cvmfs/x/"), path));
}
