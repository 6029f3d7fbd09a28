using System.Net;

namespace CernVM.Bootloader.Agent.Network;

/// <summary>A route of IPv4.</summary>
/// <param name="Destination">The network, host bits zero; 0.0.0.0 with prefix 0 is the default route.</param>
/// <param name="PrefixLength">0 to 32.</param>
/// <param name="Gateway">The router; 0.0.0.0 when the destination is on the link itself.</param>
internal sealed record NetworkRoute(IPAddress Destination, int PrefixLength, IPAddress Gateway)
{
    /// <summary>Whether this is the default route.</summary>
    public bool IsDefault => PrefixLength == 0;

    /// <summary>Whether packets go straight to the link, through no router.</summary>
    public bool IsOnLink => Gateway.Equals(IPAddress.Any);
}
