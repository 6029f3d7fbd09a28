using System.Net;
using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>
/// IPv4 packets of one interface, sent and received before it has an address (packet(7), SOCK_DGRAM: the kernel makes the Ethernet header).
/// For DHCP: the filter lets only UDP to one port through.
/// </summary>
public sealed class PacketSocket : IDisposable
{
    private const short POLLIN = 1;
    private const uint AddressLength = 20;
    private readonly SafeFileHandle socket;
    private readonly int linkIndex;

    private PacketSocket(SafeFileHandle socket, int linkIndex)
    {
        this.socket = socket;
        this.linkIndex = linkIndex;
    }

    /// <summary>Opens the socket on an interface. Needs CAP_NET_RAW.</summary>
    /// <param name="linkIndex">The interface.</param>
    /// <param name="udpPort">Only unfragmented UDP to this port is received.</param>
    public static LinuxResult<PacketSocket> Open(int linkIndex, ushort udpPort)
    {
        // Protocol 0 receives nothing until the filter is in place and the bind names the protocol.
        var opened = Gate.Handle(Libc.socket(Netlink.AF_PACKET, Netlink.SOCK_DGRAM | Netlink.SOCK_CLOEXEC, 0));
        if (!opened.TryGet(out var handle))
            return opened.Error;
        var result = Attach(handle, PacketFilter.UdpToPort(udpPort));
        var address = Address(linkIndex, default);
        if (result.IsOk)
            result = Gate.Check(Libc.bind(handle, in address, AddressLength));
        if (result.IsOk)
            return new PacketSocket(handle, linkIndex);
        handle.Dispose();
        return result.Error;
    }

    /// <summary>Sends an IPv4 packet, its header included.</summary>
    public LinuxResult Send(ReadOnlySpan<byte> packet, HardwareAddress destination)
    {
        var address = Address(linkIndex, destination);
        return packet.IsEmpty ? Errno.EINVAL : Gate.Check(Libc.sendto(socket, in packet[0], (nuint)packet.Length, 0, in address, AddressLength));
    }

    /// <summary>Waits for an IPv4 packet, its header included.</summary>
    /// <returns>Its length; ETIME when none came in time.</returns>
    public unsafe LinuxResult<int> Receive(Span<byte> buffer, TimeSpan timeout)
    {
        var waiting = new pollfd { fd = (int)socket.DangerousGetHandle(), events = POLLIN };
        var ready = Libc.poll(&waiting, 1, (int)Math.Clamp(timeout.TotalMilliseconds, 0, int.MaxValue));
        if (ready < 0)
            return Gate.LastError;
        return ready == 0 ? Errno.ETIME : Gate.Count(Libc.recv(socket, ref buffer[0], (nuint)buffer.Length, 0));
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static sockaddr_ll Address(int linkIndex, HardwareAddress destination)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        destination.CopyTo(bytes);
        return new sockaddr_ll
        {
            sll_family = Netlink.AF_PACKET,
            sll_protocol = (ushort)IPAddress.HostToNetworkOrder((short)Netlink.ETH_P_IP),
            sll_ifindex = linkIndex,
            sll_halen = HardwareAddress.Length,
            sll_addr = BitConverter.ToUInt64(bytes),
        };
    }

    private static unsafe LinuxResult Attach(SafeFileHandle socket, sock_filter[] filter)
    {
        fixed (sock_filter* first = filter)
        {
            var program = new sock_fprog { len = (ushort)filter.Length, filter = first };
            return Gate.Check(Libc.setsockopt(socket, Netlink.SOL_SOCKET, Netlink.SO_ATTACH_FILTER, &program, (uint)sizeof(sock_fprog)));
        }
    }
}
