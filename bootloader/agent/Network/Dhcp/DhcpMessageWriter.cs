using System.Buffers.Binary;
using System.Net;

namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>Encodes the two messages that a booting client sends (RFC 2131 §4.4.1).</summary>
internal static class DhcpMessageWriter
{
    private static ReadOnlySpan<byte> Wanted =>
    [
        (byte)DhcpOption.SubnetMask, (byte)DhcpOption.Routers, (byte)DhcpOption.DomainNameServers,
        (byte)DhcpOption.HostName, (byte)DhcpOption.DomainName, (byte)DhcpOption.InterfaceMtu, (byte)DhcpOption.LeaseTime,
        (byte)DhcpOption.ServerIdentifier, (byte)DhcpOption.DomainSearch, (byte)DhcpOption.ClasslessRoutes,
    ];

    /// <summary>A DHCPDISCOVER.</summary>
    /// <param name="transaction">Chosen at random by the caller, kept for the whole exchange.</param>
    /// <param name="hardwareAddress">6 bytes of Ethernet address.</param>
    /// <param name="seconds">Since the client began.</param>
    public static byte[] Discover(uint transaction, ReadOnlySpan<byte> hardwareAddress, ushort seconds) =>
        Write(transaction, hardwareAddress, seconds, DhcpMessageType.Discover, null, null);

    /// <summary>A DHCPREQUEST that answers an offer: it names the server that was chosen, so that the others take theirs back.</summary>
    public static byte[] Request(
        uint transaction, ReadOnlySpan<byte> hardwareAddress, ushort seconds, IPAddress offered, IPAddress server) =>
        Write(transaction, hardwareAddress, seconds, DhcpMessageType.Request, offered, server);

    private static byte[] Write(
        uint transaction, ReadOnlySpan<byte> hardwareAddress, ushort seconds, DhcpMessageType type, IPAddress? offered, IPAddress? server)
    {
        var buffer = new byte[DhcpLimits.MinimumLength + 64];
        buffer[0] = 1; // BOOTREQUEST
        buffer[1] = 1; // Ethernet
        buffer[2] = (byte)hardwareAddress.Length;
        BinaryPrimitives.WriteUInt32BigEndian(buffer.AsSpan(4), transaction);
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(8), seconds);
        hardwareAddress.CopyTo(buffer.AsSpan(28));
        BinaryPrimitives.WriteUInt32BigEndian(buffer.AsSpan(236), DhcpLimits.MagicCookie);

        int at = DhcpLimits.HeaderLength;
        Put(buffer, ref at, DhcpOption.MessageType, [(byte)type]);
        Put(buffer, ref at, DhcpOption.ClientIdentifier, [1, .. hardwareAddress]);
        if (offered is not null)
            Put(buffer, ref at, DhcpOption.RequestedAddress, offered.GetAddressBytes());
        if (server is not null)
            Put(buffer, ref at, DhcpOption.ServerIdentifier, server.GetAddressBytes());
        Put(buffer, ref at, DhcpOption.MaximumMessageSize, [DhcpLimits.MaximumLength >> 8, DhcpLimits.MaximumLength & 0xff]);
        Put(buffer, ref at, DhcpOption.ParameterRequestList, Wanted);
        buffer[at++] = (byte)DhcpOption.End;
        return buffer[..Math.Max(at, DhcpLimits.MinimumLength)];
    }

    private static void Put(Span<byte> buffer, ref int at, DhcpOption option, ReadOnlySpan<byte> value)
    {
        buffer[at++] = (byte)option;
        buffer[at++] = (byte)value.Length;
        value.CopyTo(buffer[at..]);
        at += value.Length;
    }
}
