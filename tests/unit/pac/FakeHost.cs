using System.Net;
using CernVM.Cvmfs.Client.Fetching.Discovery;

namespace CernVM.Cvmfs.Pac.Tests;

/// <summary>A machine with two names in its name server and a clock that stands still, in a zone two hours east.</summary>
internal sealed class FakeHost : IProxyScriptHost
{
    public DateTimeOffset Now { get; init; } = new(2031, 3, 5, 23, 11, 13, TimeSpan.Zero);

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone("two east", TimeSpan.FromHours(2), "two east", "two east");

    public int Lookups { get; private set; }

    public IReadOnlyList<IPAddress> Resolve(string name)
    {
        Lookups++;
        return name switch
        {
            "stratum1.example.org" => [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.17")],
            "six.example.org" => [IPAddress.Parse("2001:db8::6")],
            _ => [],
        };
    }

    public IReadOnlyList<IPAddress> OwnAddresses() => [IPAddress.Parse("198.51.100.9"), IPAddress.Parse("2001:db8::9")];
}
