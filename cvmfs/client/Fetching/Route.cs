using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>The way of one attempt: which server, through which proxy.</summary>
internal readonly record struct Route(Uri Server, ProxyEndpoint Proxy)
{
    /// <summary>Name of the proxy as configured, for the Geo API; null without one.</summary>
    public string? ProxyName { get; init; }

    /// <summary>Whether the proxy's name has no address, so that trying is in vain.</summary>
    public bool IsProxyUnknown { get; init; }
}
