using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CernVM.Cvmfs.Client.Fetching.Discovery;

/// <summary>The machine as a PAC file sees it: names as the client resolves them.</summary>
internal sealed class ProxyScriptHost(NameResolver names, ClientServices services) : IProxyScriptHost
{
    /// <summary>Longest wait for one name (ours); the resolver's own time-outs are usually shorter.</summary>
    private static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public DateTimeOffset Now => services.Time.GetUtcNow();

    /// <inheritdoc/>
    public TimeZoneInfo Zone => services.Time.LocalTimeZone;

    /// <inheritdoc/>
    public IReadOnlyList<IPAddress> Resolve(string name)
    {
        using var timeout = new CancellationTokenSource(LongestLookup, services.Time);
        try
        {
            // Scripts run on a thread of their own and cannot wait any other way.
            return names.ResolveAsync(name, timeout.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<IPAddress> OwnAddresses() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => !address.IsIPv6LinkLocal)
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1),
    ];
}
