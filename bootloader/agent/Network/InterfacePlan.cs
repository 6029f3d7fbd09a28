using System.Net;
using CernVM.Bootloader.Agent.Network.Dhcp;

namespace CernVM.Bootloader.Agent.Network;

/// <summary>What a lease means for the kernel: an address, perhaps an MTU, and routes in the order in which they must be added.</summary>
internal sealed record InterfacePlan(string Interface, IPAddress Address, int PrefixLength, int? Mtu, IReadOnlyList<NetworkRoute> Routes)
{
    /// <summary>Plans a lease. Option 121 replaces the routers of option 3 (RFC 3442).</summary>
    public static InterfacePlan Of(DhcpLease lease)
    {
        DhcpReply reply = lease.Reply;
        IEnumerable<NetworkRoute> wanted = reply.Routes.Count > 0
            ? reply.Routes
            : reply.Routers.Take(1).Select(router => new NetworkRoute(IPAddress.Any, 0, router));
        var routes = new List<NetworkRoute>();
        foreach (NetworkRoute route in wanted)
        {
            // Clouds hand out /32 masks: their router must first be reachable on the link.
            var host = new NetworkRoute(route.Gateway, 32, IPAddress.Any);
            if (!route.IsOnLink && !InSubnet(route.Gateway, reply.Address, reply.PrefixLength) && !IsCovered(route.Gateway, routes))
                routes.Add(host);
            if (!routes.Contains(route))
                routes.Add(route);
        }

        return new InterfacePlan(lease.Interface, reply.Address, reply.PrefixLength, reply.Mtu, routes);
    }

    private static bool IsCovered(IPAddress gateway, List<NetworkRoute> routes) =>
        routes.Exists(route => route.IsOnLink && InSubnet(gateway, route.Destination, route.PrefixLength));

    private static bool InSubnet(IPAddress address, IPAddress network, int prefix)
    {
        byte[] left = address.GetAddressBytes(), right = network.GetAddressBytes();
        for (int bit = 0; bit < prefix; bit++)
            if (((left[bit / 8] ^ right[bit / 8]) & (0x80 >> (bit % 8))) != 0)
                return false;
        return true;
    }
}
