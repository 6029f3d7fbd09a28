using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>
/// Links, addresses and routes through one rtnetlink socket (rtnetlink(7)), IPv4 and IPv6 alike. Changes need CAP_NET_ADMIN.
/// One caller at a time.
/// </summary>
public sealed class NetworkConfiguration : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly SafeFileHandle socket;
    private readonly byte[] buffer = new byte[BufferSize];
    private uint sequence;

    private NetworkConfiguration(SafeFileHandle socket) => this.socket = socket;

    /// <summary>Opens the socket.</summary>
    public static LinuxResult<NetworkConfiguration> Open()
    {
        var opened = Gate.Handle(Libc.socket(Netlink.AF_NETLINK, Netlink.SOCK_RAW | Netlink.SOCK_CLOEXEC, Netlink.NETLINK_ROUTE));
        return opened.TryGet(out var handle) ? new NetworkConfiguration(handle) : opened.Error;
    }

    /// <summary>Lists the interfaces.</summary>
    public LinuxResult<IReadOnlyList<NetworkLink>> Links()
    {
        var message = New(Netlink.RTM_GETLINK, Netlink.NLM_F_DUMP);
        message.Append(default(ifinfomsg));
        var links = new List<NetworkLink>();
        var result = Exchange(message.Finish(), (type, body) =>
        {
            if (type == Netlink.RTM_NEWLINK && NetlinkReader.ReadLink(body) is { } link)
                links.Add(link);
        });
        return result.IsOk ? links : result.Error;
    }

    /// <summary>Switches an interface on or off.</summary>
    public LinuxResult SetUp(int linkIndex, bool up)
    {
        var message = New(Netlink.RTM_NEWLINK, Netlink.NLM_F_ACK);
        message.Append(new ifinfomsg { ifi_index = linkIndex, ifi_flags = up ? Netlink.IFF_UP : 0, ifi_change = Netlink.IFF_UP });
        return Exchange(message.Finish(), null);
    }

    /// <summary>Sets the largest packet, in bytes.</summary>
    public LinuxResult SetMtu(int linkIndex, int mtu)
    {
        var message = New(Netlink.RTM_NEWLINK, Netlink.NLM_F_ACK);
        message.Append(new ifinfomsg { ifi_index = linkIndex });
        message.Attribute(Netlink.IFLA_MTU, mtu);
        return Exchange(message.Finish(), null);
    }

    /// <summary>Gives an interface an address, or renews it.</summary>
    public LinuxResult AddAddress(int linkIndex, IPAddress address, int prefixLength) =>
        Address(Netlink.RTM_NEWADDR, Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE, linkIndex, address, prefixLength);

    /// <summary>Takes an address from an interface.</summary>
    public LinuxResult RemoveAddress(int linkIndex, IPAddress address, int prefixLength) =>
        Address(Netlink.RTM_DELADDR, 0, linkIndex, address, prefixLength);

    /// <summary>Adds a route to the main table, or replaces the one for the same destination.</summary>
    /// <param name="linkIndex">Where packets leave.</param>
    /// <param name="destination">Network; prefix length 0 is the default route.</param>
    /// <param name="gateway">Next router; null for a network on the link itself.</param>
    /// <param name="metric">Smaller wins; 0 leaves it to the kernel.</param>
    public LinuxResult AddRoute(int linkIndex, IPNetwork destination, IPAddress? gateway, int metric = 0) =>
        Route(Netlink.RTM_NEWROUTE, Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE, linkIndex, destination, gateway, metric);

    /// <summary>Removes a route from the main table.</summary>
    public LinuxResult RemoveRoute(int linkIndex, IPNetwork destination, IPAddress? gateway, int metric = 0) =>
        Route(Netlink.RTM_DELROUTE, 0, linkIndex, destination, gateway, metric);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private LinuxResult Address(ushort type, int flags, int linkIndex, IPAddress address, int prefixLength)
    {
        var message = New(type, Netlink.NLM_F_ACK | flags);
        var isIpv4 = address.AddressFamily == AddressFamily.InterNetwork;
        message.Append(new ifaddrmsg { ifa_family = Family(address), ifa_prefixlen = (byte)prefixLength, ifa_index = (uint)linkIndex });
        var bytes = address.GetAddressBytes();
        message.Attribute(Netlink.IFA_LOCAL, bytes);
        message.Attribute(Netlink.IFA_ADDRESS, bytes);
        if (isIpv4 && prefixLength < 31)
            message.Attribute(Netlink.IFA_BROADCAST, BroadcastOf(bytes, prefixLength));
        return Exchange(message.Finish(), null);
    }

    private LinuxResult Route(ushort type, int flags, int linkIndex, IPNetwork destination, IPAddress? gateway, int metric)
    {
        var message = New(type, Netlink.NLM_F_ACK | flags);
        message.Append(new rtmsg
        {
            rtm_family = Family(destination.BaseAddress),
            rtm_dst_len = (byte)destination.PrefixLength,
            rtm_table = Netlink.RT_TABLE_MAIN,
            rtm_protocol = Netlink.RTPROT_BOOT,
            rtm_scope = gateway is null && destination.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? Netlink.RT_SCOPE_LINK : Netlink.RT_SCOPE_UNIVERSE,
            rtm_type = Netlink.RTN_UNICAST,
        });
        if (destination.PrefixLength > 0)
            message.Attribute(Netlink.RTA_DST, destination.BaseAddress.GetAddressBytes());
        if (gateway is not null)
            message.Attribute(Netlink.RTA_GATEWAY, gateway.GetAddressBytes());
        message.Attribute(Netlink.RTA_OIF, linkIndex);
        if (metric > 0)
            message.Attribute(Netlink.RTA_PRIORITY, metric);
        return Exchange(message.Finish(), null);
    }

    private static byte Family(IPAddress address) => (byte)(address.AddressFamily == AddressFamily.InterNetwork ? Netlink.AF_INET : Netlink.AF_INET6);

    private static byte[] BroadcastOf(byte[] address, int prefixLength)
    {
        var broadcast = (byte[])address.Clone();
        for (var bit = prefixLength; bit < broadcast.Length * 8; bit++)
            broadcast[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return broadcast;
    }

    private NetlinkMessage New(ushort type, int flags) => new(buffer, type, (ushort)(Netlink.NLM_F_REQUEST | flags), ++sequence);

    private delegate void MessageHandler(ushort type, ReadOnlySpan<byte> body);

    // The request lies in the same buffer as the answers: it is sent before the first is read.
    private LinuxResult Exchange(ReadOnlySpan<byte> request, MessageHandler? onMessage)
    {
        if (Libc.send(socket, in request[0], (nuint)request.Length, 0) < 0)
            return Gate.LastError;
        while (true)
        {
            var count = Libc.recv(socket, ref buffer[0], (nuint)buffer.Length, 0);
            if (count < 0 && Gate.LastError == Errno.EINTR)
                continue;
            if (count < 0)
                return Gate.LastError;
            ReadOnlySpan<byte> datagram = buffer.AsSpan(0, (int)count);
            while (NetlinkReader.TryNextMessage(ref datagram, out var header, out var body))
            {
                if (header.nlmsg_seq != sequence)
                    continue;
                if (header.nlmsg_type == Netlink.NLMSG_DONE)
                    return LinuxResult.Success;
                if (header.nlmsg_type == Netlink.NLMSG_ERROR)
                    return MemoryMarshal.TryRead<int>(body, out var code) ? (Errno)(-code) : Errno.EBADMSG;
                onMessage?.Invoke(header.nlmsg_type, body);
            }
        }
    }
}
