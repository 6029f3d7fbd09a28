using System.Net;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>One member of a proxy group: a proxy, <c>DIRECT</c> for none, or <c>auto</c> for those that discovery finds.</summary>
/// <param name="Address">URL of the proxy; null for <c>DIRECT</c> and <c>auto</c>.</param>
public sealed record ProxyEndpoint(Uri? Address)
{
    /// <summary>No proxy.</summary>
    public static ProxyEndpoint Direct { get; } = new((Uri?)null);

    /// <summary>The proxies that discovery finds (formats §9.3); replaced before the first request.</summary>
    public static ProxyEndpoint Discovery { get; } = new((Uri?)null) { IsDiscovery = true };

    /// <summary>Whether servers are asked without a proxy.</summary>
    public bool IsDirect => Address is null && !IsDiscovery;

    /// <summary>Whether this stands for what discovery finds.</summary>
    public bool IsDiscovery { get; private init; }

    /// <summary>The same proxy by one of its addresses; user name, password and port stay.</summary>
    public ProxyEndpoint At(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Address is null ? this : new(new UriBuilder(Address) { Host = address.ToString() }.Uri);
    }

    /// <summary>The URL without user name and password.</summary>
    public override string ToString() =>
        Address is null ? IsDiscovery ? "auto" : "DIRECT" : Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
