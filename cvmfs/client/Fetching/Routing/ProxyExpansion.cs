using System.Net;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>One proxy name → a member of the group for each of its addresses (formats §9.3, round-robin DNS).</summary>
internal sealed class ProxyExpansion(DnsSettings settings, NameResolver? names, ClientServices services)
{
    /// <summary>A proxy as configured, its name not looked up yet.</summary>
    public ProxyMember Begin(ProxyEndpoint configured) => ProxyMember.New(configured, services.Time.SteadyNow() + settings.MaxTtl);

    /// <summary>Resolves the name; one member without address when that fails, to be tried again after the shortest time-to-live.</summary>
    public async ValueTask<IReadOnlyList<ProxyMember>> ExpandAsync(ProxyEndpoint configured, CancellationToken cancellationToken)
    {
        if (configured.Address is not { } url)
            return [ProxyMember.New(configured, default)];
        var answer = await names!.FindAsync(url.Host, cancellationToken);
        if (answer.Addresses.Count > 0)
            return [.. Select(answer.Addresses).Select(address => new ProxyMember(configured.At(address), configured, answer.Expires, IsResolved: true))];
        services.ProxyUnknown(url.Host, answer.Failure ?? "it has no address");
        return [new ProxyMember(configured, configured, services.Time.SteadyNow() + settings.MinTtl, IsResolved: false)];
    }

    // The addresses of one family: those of version 6 only when preferred, or when there are no others.
    private IEnumerable<IPAddress> Select(IReadOnlyList<IPAddress> addresses)
    {
        var families = addresses.ToLookup(address => address.AddressFamily == AddressFamily.InterNetworkV6);
        var chosen = families[families[true].Any() && (settings.PreferredFamily == 6 || !families[false].Any())];
        return settings.MaxAddressesPerProxy == 0 ? chosen : chosen.Take(settings.MaxAddressesPerProxy);
    }
}
