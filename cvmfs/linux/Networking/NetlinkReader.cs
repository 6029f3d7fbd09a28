using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>Walks the messages of a datagram, and the attributes of a message; stops at the first that does not fit.</summary>
internal static class NetlinkReader
{
    private const int HeaderLength = 16;
    private const int AttributeHeaderLength = 4;

    public static bool TryNextMessage(ref ReadOnlySpan<byte> datagram, out nlmsghdr header, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (!MemoryMarshal.TryRead(datagram, out header) || header.nlmsg_len < HeaderLength || header.nlmsg_len > datagram.Length)
            return false;
        body = datagram[HeaderLength..(int)header.nlmsg_len];
        datagram = datagram[Math.Min(NetlinkMessage.Align((int)header.nlmsg_len), datagram.Length)..];
        return true;
    }

    public static bool TryNextAttribute(ref ReadOnlySpan<byte> attributes, out ushort type, out ReadOnlySpan<byte> value)
    {
        type = 0;
        value = default;
        if (!MemoryMarshal.TryRead<rtattr>(attributes, out var header) || header.rta_len < AttributeHeaderLength || header.rta_len > attributes.Length)
            return false;
        type = header.rta_type;
        value = attributes[AttributeHeaderLength..header.rta_len];
        attributes = attributes[Math.Min(NetlinkMessage.Align(header.rta_len), attributes.Length)..];
        return true;
    }

    /// <summary>Reads an answer to RTM_GETLINK.</summary>
    public static NetworkLink? ReadLink(ReadOnlySpan<byte> body)
    {
        const ushort ARPHRD_ETHER = 1;
        if (!MemoryMarshal.TryRead<ifinfomsg>(body, out var info))
            return null;
        var attributes = body[Unsafe.SizeOf<ifinfomsg>()..];
        var name = string.Empty;
        var mtu = 0;
        HardwareAddress address = default;
        while (TryNextAttribute(ref attributes, out var type, out var value))
        {
            if (type == Netlink.IFLA_IFNAME)
                name = Encoding.UTF8.GetString(value.TrimEnd((byte)0));
            else if (type == Netlink.IFLA_ADDRESS)
                address = HardwareAddress.From(value);
            else if (type == Netlink.IFLA_MTU)
                _ = MemoryMarshal.TryRead(value, out mtu);
        }

        bool Has(uint flag) => (info.ifi_flags & flag) != 0;
        return new NetworkLink(
            info.ifi_index, name, address, mtu, Has(Netlink.IFF_UP), Has(Netlink.IFF_LOWER_UP), Has(Netlink.IFF_LOOPBACK), info.ifi_type == ARPHRD_ETHER);
    }
}
