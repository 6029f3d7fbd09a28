using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>One proxy of a group at one of its addresses.</summary>
/// <param name="Endpoint">What requests go through: the address where it is known, else the name.</param>
/// <param name="Configured">The proxy as written in the configuration; equal for all addresses of one proxy.</param>
/// <param name="Expires">When the name must be resolved again (<see cref="SteadyClock"/>); null for <c>DIRECT</c>.</param>
/// <param name="IsResolved">False when the name has no address at the moment.</param>
internal sealed record ProxyMember(ProxyEndpoint Endpoint, ProxyEndpoint Configured, DateTimeOffset? Expires, bool IsResolved)
{
    /// <summary>Host name as configured; null for <c>DIRECT</c>.</summary>
    public string? Name => Configured.Address?.Host;

    /// <summary>Whether the name has not been looked up yet.</summary>
    public bool IsNew => Expires == DateTimeOffset.MinValue;

    /// <summary>A proxy as configured; one that is given by its address needs no name server.</summary>
    /// <param name="configured">The proxy.</param>
    /// <param name="expiryOfAddress">Until when an address counts that is given as such.</param>
    public static ProxyMember New(ProxyEndpoint configured, DateTimeOffset expiryOfAddress)
    {
        DateTimeOffset? expires = configured.Address is not { } url ? null
            : url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? expiryOfAddress : DateTimeOffset.MinValue;
        return new ProxyMember(configured, configured, expires, IsResolved: true);
    }
}
