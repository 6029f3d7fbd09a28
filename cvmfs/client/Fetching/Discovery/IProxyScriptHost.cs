using System.Net;

namespace CernVM.Cvmfs.Client.Fetching.Discovery;

/// <summary>What a PAC file may learn of the machine.</summary>
public interface IProxyScriptHost
{
    /// <summary>The time that <c>dateRange</c> and its kin go by.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The machine's own zone.</summary>
    TimeZoneInfo Zone { get; }

    /// <summary>Addresses of a name; none when it is unknown.</summary>
    IReadOnlyList<IPAddress> Resolve(string name);

    /// <summary>Addresses of this machine, the one that faces the network first.</summary>
    IReadOnlyList<IPAddress> OwnAddresses();
}
