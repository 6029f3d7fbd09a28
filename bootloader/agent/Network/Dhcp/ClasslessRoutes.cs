using System.Net;

namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>Option 121 (RFC 3442): prefix length, the significant bytes of the destination, and the router.</summary>
internal static class ClasslessRoutes
{
    /// <summary>The routes, or nothing at all when the option is malformed.</summary>
    public static IReadOnlyList<NetworkRoute> Read(ReadOnlySpan<byte> option)
    {
        var routes = new List<NetworkRoute>();
        Span<byte> destination = stackalloc byte[4];
        for (int at = 0; at < option.Length && routes.Count < DhcpLimits.MaximumListLength;)
        {
            int prefix = option[at++];
            int significant = (prefix + 7) / 8;
            if (prefix > 32 || at + significant + 4 > option.Length)
                return [];
            destination.Clear();
            option.Slice(at, significant).CopyTo(destination);
            Mask(destination, prefix);
            at += significant;
            routes.Add(new NetworkRoute(new IPAddress(destination), prefix, new IPAddress(option.Slice(at, 4))));
            at += 4;
        }

        return routes;
    }

    private static void Mask(Span<byte> address, int prefix)
    {
        for (int bit = prefix; bit < 32; bit++)
            address[bit / 8] &= (byte)~(0x80 >> (bit % 8));
    }
}
