using System.Net;
using CernVM.Bootloader.Agent.Network;
using CernVM.Bootloader.Agent.Network.Dhcp;
using CsCheck;

namespace CernVM.Bootloader.Agent.Tests.Network;

public sealed class DhcpMessageTests
{
    private const uint Transaction = 0x11223344;
    private static readonly byte[] Hardware = [0x52, 0x54, 0, 0x12, 0x34, 0x56];

    [Fact]
    public void A_discover_has_the_bytes_of_the_protocol()
    {
        byte[] message = DhcpMessageWriter.Discover(Transaction, Hardware, 3);

        byte[] header =
        [
            1, 1, 6, 0,             // request, Ethernet, address length, hops
            0x11, 0x22, 0x33, 0x44, // transaction
            0, 3,                   // seconds
            0, 0,                   // flags: replies may be unicast
        ];
        Assert.Equal(header, message[..12]);
        Assert.Equal(Hardware, message[28..34]);
        byte[] options =
        [
            99, 130, 83, 99,                             // cookie
            53, 1, 1,                                    // discover
            61, 7, 1, 0x52, 0x54, 0, 0x12, 0x34, 0x56,   // client identifier
            57, 2, 5, 0xc0,                              // at most 1472 bytes
            55, 10, 1, 3, 6, 12, 15, 26, 51, 54, 119, 121,
            255,
        ];
        Assert.Equal(options, message[236..(236 + options.Length)]);
        Assert.True(message.Length >= DhcpLimits.MinimumLength);
    }

    [Fact]
    public void A_request_names_the_offered_address_and_the_chosen_server()
    {
        byte[] message = DhcpMessageWriter.Request(Transaction, Hardware, 0, IPAddress.Parse("10.0.2.15"), IPAddress.Parse("10.0.2.2"));

        DhcpOptions options = DhcpOptions.Read(message)!;
        Assert.Equal([3], options[DhcpOption.MessageType].ToArray());
        Assert.Equal([10, 0, 2, 15], options[DhcpOption.RequestedAddress].ToArray());
        Assert.Equal([10, 0, 2, 2], options[DhcpOption.ServerIdentifier].ToArray());
    }

    [Fact]
    public void An_acknowledgement_is_read_in_full()
    {
        byte[] bytes = FakeDhcpMessage.Reply(Transaction, Hardware, "10.0.2.15",
        [
            53, 1, 5,
            54, 4, 10, 0, 2, 2,
            51, 4, 0, 1, 0x51, 0x80,
            1, 4, 255, 255, 255, 0,
            3, 4, 10, 0, 2, 2,
            6, 8, 10, 0, 2, 3, 8, 8, 8, 8,
            12, 4, (byte)'v', (byte)'m', (byte)'1', 0,
            15, 7, .. "cern.ch"u8,
            26, 2, 5, 0xb4,
            119, 9, 4, .. "cern"u8, 2, .. "ch"u8, 0,
            119, 5, 2, .. "vm"u8, 0xc0, 0,
            121, 8, 24, 192, 168, 7, 10, 0, 2, 9, 121, 5, 0, 10, 0, 2, 2,
            255,
        ]);

        DhcpReply reply = DhcpMessageReader.Read(bytes, Transaction, Hardware)!;

        Assert.Equal(DhcpMessageType.Ack, reply.Type);
        Assert.Equal("10.0.2.15", reply.Address.ToString());
        Assert.Equal("10.0.2.2", reply.Server.ToString());
        Assert.Equal(24, reply.PrefixLength);
        Assert.Equal(TimeSpan.FromDays(1), reply.LeaseTime);
        Assert.Equal(["10.0.2.3", "8.8.8.8"], reply.NameServers.Select(a => a.ToString()));
        Assert.Equal("vm1", reply.HostName);
        Assert.Equal("cern.ch", reply.Domain);
        Assert.Equal(["cern.ch", "vm.cern.ch"], reply.Search);
        Assert.Equal(1460, reply.Mtu);
        Assert.Equal(
            [
                new NetworkRoute(IPAddress.Parse("192.168.7.0"), 24, IPAddress.Parse("10.0.2.9")),
                new NetworkRoute(IPAddress.Any, 0, IPAddress.Parse("10.0.2.2")),
            ],
            reply.Routes);
    }

    [Fact]
    public void Options_in_the_file_field_count_when_overloaded()
    {
        byte[] bytes = FakeDhcpMessage.Reply(Transaction, Hardware, "10.0.2.15", [53, 1, 2, 52, 1, 1, 255]);
        byte[] inFile = [54, 4, 10, 0, 2, 2, 255];
        inFile.CopyTo(bytes, 108);

        Assert.Equal("10.0.2.2", DhcpMessageReader.Read(bytes, Transaction, Hardware)!.Server.ToString());
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "no message type", [255] },
        { "an option beyond the end", [53, 1, 5, 6, 200, 1] },
        { "a mask with a hole", [53, 1, 5, 1, 4, 255, 0, 255, 0, 255] },
        { "a mask of three bytes", [53, 1, 5, 1, 3, 255, 255, 0, 255] },
        { "a client's message", [53, 1, 1, 255] },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_malformed_reply_is_refused(string why, byte[] options) =>
        Assert.True(DhcpMessageReader.Read(FakeDhcpMessage.Reply(Transaction, Hardware, "10.0.2.15", options), Transaction, Hardware) is null, why);

    [Fact]
    public void Replies_to_others_are_refused()
    {
        byte[] bytes = FakeDhcpMessage.Reply(Transaction, Hardware, "10.0.2.15", [53, 1, 5, 255]);

        Assert.Null(DhcpMessageReader.Read(bytes, Transaction + 1, Hardware));
        Assert.Null(DhcpMessageReader.Read(bytes, Transaction, [1, 2, 3, 4, 5, 6]));
        Assert.NotNull(DhcpMessageReader.Read(bytes, Transaction, Hardware));
    }

    [Fact]
    public void Names_that_could_break_resolv_conf_are_dropped()
    {
        byte[] bytes = FakeDhcpMessage.Reply(Transaction, Hardware, "10.0.2.15",
            [53, 1, 5, 15, 6, .. "a\nb.ch"u8, 119, 5, 3, .. "a\nb"u8, 0, 255]);

        DhcpReply reply = DhcpMessageReader.Read(bytes, Transaction, Hardware)!;

        Assert.Empty(reply.Domain);
        Assert.Empty(reply.Search);
    }

    [Theory]
    [InlineData(new byte[] { 0xc0, 0 })]
    [InlineData(new byte[] { 1, (byte)'a', 0xc0, 0 })]
    [InlineData(new byte[] { 0xc0 })]
    [InlineData(new byte[] { 5, (byte)'a' })]
    public void A_search_list_that_goes_round_or_ends_early_is_dropped(byte[] option) => Assert.Empty(DomainSearchList.Read(option));

    [Fact]
    public void Hostile_options_never_throw() =>
        Gen.Byte.Array[0, 600].Sample(options =>
        {
            _ = DhcpMessageReader.Read(FakeDhcpMessage.Reply(Transaction, Hardware, "10.0.2.15", [53, 1, 5, .. options]), Transaction, Hardware);
            _ = DhcpMessageReader.Read(options, Transaction, Hardware);
            _ = DomainSearchList.Read(options);
            _ = ClasslessRoutes.Read(options);
        });
}
