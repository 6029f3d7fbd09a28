using System.Net;
using CernVM.Cvmfs.Linux.Abi;
using CernVM.Cvmfs.Linux.Networking;
using CsCheck;

namespace CernVM.Cvmfs.Linux.Tests.Networking;

public class NetlinkTests
{
    [Fact]
    public void AMessageIsAlignedAndCounted()
    {
        var message = new NetlinkMessage(stackalloc byte[64], Netlink.RTM_GETLINK, Netlink.NLM_F_REQUEST, 7);
        message.Attribute(Netlink.IFLA_IFNAME, "eth"u8);
        message.Attribute(Netlink.IFLA_MTU, 1500);
        ReadOnlySpan<byte> expected =
        [
            32, 0, 0, 0, 18, 0, 1, 0, 7, 0, 0, 0, 0, 0, 0, 0, // length, type, flags, sequence, port
            7, 0, 3, 0, (byte)'e', (byte)'t', (byte)'h', 0, // IFLA_IFNAME, padded
            8, 0, 4, 0, 0xdc, 0x05, 0, 0, // IFLA_MTU
        ];
        Assert.Equal(expected, message.Finish());
    }

    [Fact]
    public void TheLoopbackIsListed()
    {
        using var network = NetworkConfiguration.Open().Value;
        var loopback = Assert.Single(network.Links().Value, link => link.IsLoopback);
        Assert.Equal(("lo", false), (loopback.Name, loopback.IsEthernet));
        Assert.Equal(Errno.ENODEV, network.SetMtu(int.MaxValue, 1500).Error);
        Assert.NotEqual(Errno.None, network.AddAddress(int.MaxValue, IPAddress.Parse("10.1.2.3"), 24).Error);
    }

    [Fact]
    public void HostileDatagramsEnd() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        ReadOnlySpan<byte> rest = bytes;
        while (NetlinkReader.TryNextMessage(ref rest, out _, out var body))
            NetlinkReader.ReadLink(body);
        ReadOnlySpan<byte> attributes = bytes;
        while (NetlinkReader.TryNextAttribute(ref attributes, out _, out _))
            continue;
    });

    [Fact]
    public void HardwareAddresses()
    {
        ReadOnlySpan<byte> bytes = [0x52, 0x54, 0, 0x12, 0x34, 0x56];
        var address = HardwareAddress.From(bytes);
        Assert.Equal("52:54:00:12:34:56", address.ToString());
        Span<byte> copy = stackalloc byte[HardwareAddress.Length];
        address.CopyTo(copy);
        Assert.True(copy.SequenceEqual(bytes));
        Assert.Equal(default, HardwareAddress.From([1, 2]));
    }
}
