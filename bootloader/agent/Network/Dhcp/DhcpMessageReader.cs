using System.Buffers.Binary;
using System.Net;
using System.Numerics;

namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>Decodes a server's message. Whatever the bytes are, the answer is a reply or null.</summary>
internal static class DhcpMessageReader
{
    /// <summary>Null when the bytes are no reply to this transaction of this interface.</summary>
    public static DhcpReply? Read(ReadOnlySpan<byte> message, uint transaction, ReadOnlySpan<byte> hardwareAddress)
    {
        if (message.Length < DhcpLimits.HeaderLength
            || message[0] != 2 // BOOTREPLY
            || BinaryPrimitives.ReadUInt32BigEndian(message[4..]) != transaction
            || BinaryPrimitives.ReadUInt32BigEndian(message[236..]) != DhcpLimits.MagicCookie
            || !message.Slice(28, hardwareAddress.Length).SequenceEqual(hardwareAddress)
            || DhcpOptions.Read(message) is not { } options
            || options[DhcpOption.MessageType] is not [byte type]
            || type is not ((byte)DhcpMessageType.Offer or (byte)DhcpMessageType.Ack or (byte)DhcpMessageType.Nak))
            return null;
        if (PrefixLength(options[DhcpOption.SubnetMask]) is not { } prefix)
            return null;
        return new DhcpReply
        {
            Type = (DhcpMessageType)type,
            Address = new IPAddress(message.Slice(16, 4)),
            Server = Address(options[DhcpOption.ServerIdentifier]),
            PrefixLength = prefix,
            Routers = Addresses(options[DhcpOption.Routers]),
            NameServers = Addresses(options[DhcpOption.DomainNameServers]),
            HostName = Name(options[DhcpOption.HostName]),
            Domain = Name(options[DhcpOption.DomainName]),
            Search = DomainSearchList.Read(options[DhcpOption.DomainSearch]),
            Mtu = Mtu(options[DhcpOption.InterfaceMtu]),
            LeaseTime = Seconds(options[DhcpOption.LeaseTime]),
            Routes = ClasslessRoutes.Read(options[DhcpOption.ClasslessRoutes]),
            Message = Printable(options[DhcpOption.Message]),
        };
    }

    private static IPAddress Address(ReadOnlySpan<byte> value) => value.Length == 4 ? new IPAddress(value) : IPAddress.Any;

    private static List<IPAddress> Addresses(ReadOnlySpan<byte> value)
    {
        var list = new List<IPAddress>();
        for (; value.Length >= 4 && list.Count < DhcpLimits.MaximumListLength; value = value[4..])
            list.Add(new IPAddress(value[..4]));
        return list;
    }

    /// <summary>24 when missing, null when the mask has holes.</summary>
    private static int? PrefixLength(ReadOnlySpan<byte> value)
    {
        if (value.Length != 4)
            return value.IsEmpty ? 24 : null;
        uint mask = BinaryPrimitives.ReadUInt32BigEndian(value);
        int ones = BitOperations.LeadingZeroCount(~mask);
        return ones == 32 || mask << ones == 0 ? ones : null;
    }

    private static int? Mtu(ReadOnlySpan<byte> value) =>
        value.Length == 2 && BinaryPrimitives.ReadUInt16BigEndian(value) is >= 68 and var mtu ? mtu : null;

    private static TimeSpan Seconds(ReadOnlySpan<byte> value) =>
        value.Length == 4 ? TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32BigEndian(value)) : TimeSpan.Zero;

    private static string Name(ReadOnlySpan<byte> value)
    {
        // Some servers count the terminating zero.
        string name = Printable(value.TrimEnd((byte)0));
        return name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? name : "";
    }

    private static string Printable(ReadOnlySpan<byte> value) =>
        string.Create(value.Length, value, static (text, bytes) =>
        {
            for (int i = 0; i < text.Length; i++)
                text[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '?';
        });
}
