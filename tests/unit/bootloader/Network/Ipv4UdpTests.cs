using System.Net;
using CernVM.Bootloader.Agent.Network;
using CsCheck;

namespace CernVM.Bootloader.Agent.Tests.Network;

public sealed class Ipv4UdpTests
{
    [Fact]
    public void A_packet_has_the_bytes_of_the_headers()
    {
        byte[] packet = Ipv4Udp.Wrap([0xab, 0xcd, 0xef], IPAddress.Any, 68, IPAddress.Broadcast, 67);

        byte[] expected =
        [
            0x45, 0, 0, 31,          // version 4, 20 byte header, total length
            0, 0, 0, 0,              // no fragments
            64, 17, 0x7a, 0xcf,      // hops, UDP, checksum
            0, 0, 0, 0,              // source
            255, 255, 255, 255,      // destination
            0, 68, 0, 67,            // ports
            0, 11, 0x64, 0x83,       // length, checksum
            0xab, 0xcd, 0xef,
        ];
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(packet));
    }

    [Fact]
    public void What_is_wrapped_is_unwrapped() =>
        Gen.Byte.Array[0, 1400].Sample(payload =>
            Ipv4Udp.Unwrap(Ipv4Udp.Wrap(payload, IPAddress.Loopback, 67, IPAddress.Broadcast, 68), 68).SequenceEqual(payload));

    [Fact]
    public void Padding_behind_the_packet_does_not_belong_to_it()
    {
        byte[] packet = [.. Ipv4Udp.Wrap([1, 2], IPAddress.Any, 67, IPAddress.Broadcast, 68), 0, 0, 0, 0];

        Assert.Equal([1, 2], Ipv4Udp.Unwrap(packet, 68).ToArray());
    }

    [Fact]
    public void Other_ports_and_damaged_headers_give_nothing()
    {
        byte[] packet = Ipv4Udp.Wrap([1, 2], IPAddress.Any, 67, IPAddress.Broadcast, 68);

        Assert.True(Ipv4Udp.Unwrap(packet, 67).IsEmpty);
        packet[8]++;
        Assert.True(Ipv4Udp.Unwrap(packet, 68).IsEmpty);
    }

    [Fact]
    public void Hostile_bytes_never_throw() => Gen.Byte.Array[0, 100].Sample(bytes => Ipv4Udp.Unwrap(bytes, 68).Length >= 0);
}
