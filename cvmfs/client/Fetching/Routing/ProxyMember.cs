using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>One proxy of a group at one of its addresses.</summary>
/// <param name="Endpoint">What requests go through: the address where it is known, else the name.</param>
/// <param name="Configured">The proxy as written in the configuration; equal for all addresses of one proxy.</param>
/// <param name="Expires">When the name must be resolved again; null for <c>DIRECT</c>.</param>
/// <param name="IsResolved">False when the name has no address at the moment.</param>
internal sealed record ProxyMember(ProxyEndpoint Endpoint, ProxyEndpoint Configured, DateTimeOffset? Expires, bool IsResolved)
{
    /// <summary>Host name as configured; null for <c>DIRECT</c>.</summary>
    public string? Name => Configured.Address?.Host;

    /// <summary>A proxy whose name was not resolved yet.</summary>
    public static ProxyMember Unresolved(ProxyEndpoint configured) =>
        new(configured, configured, configured.IsDirect ? null : DateTimeOffset.MinValue, IsResolved: true);
}
