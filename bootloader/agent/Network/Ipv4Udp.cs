using System.Buffers.Binary;
using System.Net;

namespace CernVM.Bootloader.Agent.Network;

/// <summary>
/// The IPv4 and UDP headers (RFC 791, 768) around one datagram, for packet sockets: an interface without an address cannot
/// receive through an ordinary UDP socket what a server sends to the address that it is about to give.
/// </summary>
internal static class Ipv4Udp
{
    private const int IpHeader = 20;
    private const int UdpHeader = 8;
    private const byte ProtocolUdp = 17;

    /// <summary>One unfragmented packet around <paramref name="payload"/>.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> payload, IPAddress source, int sourcePort, IPAddress destination, int destinationPort)
    {
        var packet = new byte[IpHeader + UdpHeader + payload.Length];
        Span<byte> ip = packet.AsSpan(0, IpHeader);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)packet.Length);
        ip[8] = 64;
        ip[9] = ProtocolUdp;
        source.TryWriteBytes(ip[12..], out _);
        destination.TryWriteBytes(ip[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Fold(Sum(ip)));

        Span<byte> udp = packet.AsSpan(IpHeader);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        payload.CopyTo(udp[UdpHeader..]);
        ushort checksum = Fold(Sum(udp) + Sum(ip[12..20]) + ProtocolUdp + (uint)udp.Length);
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], checksum == 0 ? (ushort)0xffff : checksum);
        return packet;
    }

    /// <summary>The payload of a datagram to <paramref name="port"/>; empty when the packet is anything else.</summary>
    /// <remarks>The UDP checksum is not looked at: paravirtual interfaces deliver packets of the same host with it half computed.</remarks>
    public static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> packet, int port)
    {
        if (packet.Length < IpHeader || packet[0] >> 4 != 4 || packet[9] != ProtocolUdp)
            return [];
        int header = (packet[0] & 15) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        bool fragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x3fff) != 0;
        if (header < IpHeader || total > packet.Length || total < header + UdpHeader || fragment || Fold(Sum(packet[..header])) != 0)
            return [];
        ReadOnlySpan<byte> udp = packet[header..total];
        int length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        if (BinaryPrimitives.ReadUInt16BigEndian(udp[2..]) != port || length < UdpHeader || length > udp.Length)
            return [];
        return udp[UdpHeader..length];
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..])
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }

    private static ushort Fold(uint sum)
    {
        while (sum > 0xffff)
            sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}
