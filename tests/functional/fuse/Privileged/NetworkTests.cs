using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Networking;

namespace CernVM.Cvmfs.Fuse.FunctionalTests.Privileged;

// Only the loopback is touched, with addresses that nobody uses, and left as it was.
public class NetworkTests
{
    [Theory]
    [InlineData("127.9.8.7", 32)]
    [InlineData("fd00:9:8::7", 128)]
    public void AnAddressComesAndGoes(string text, int prefixLength)
    {
        using var network = Open(out var loopback);
        var address = IPAddress.Parse(text);
        Assert.SkipWhen(address.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6, "the kernel has no IPv6");
        network.AddAddress(loopback.Index, address, prefixLength).OrThrow($"add {text}");
        Assert.Contains(address, Addresses());
        network.RemoveAddress(loopback.Index, address, prefixLength).OrThrow($"remove {text}");
        Assert.DoesNotContain(address, Addresses());
    }

    [Fact]
    public void ARouteComesAndGoes()
    {
        using var network = Open(out var loopback);
        var destination = IPNetwork.Parse("198.51.100.0/24"); // TEST-NET-2 of RFC 5737
        network.AddRoute(loopback.Index, destination, null, metric: 77).OrThrow("add the route");
        Assert.Contains(File.ReadLines("/proc/net/route"), line => line.StartsWith("lo\t006433C6\t00000000\t0001\t0\t0\t77\t00FFFFFF", StringComparison.Ordinal));
        network.RemoveRoute(loopback.Index, destination, null, metric: 77).OrThrow("remove the route");
        Assert.DoesNotContain("006433C6", File.ReadAllText("/proc/net/route"), StringComparison.Ordinal);
    }

    [Fact]
    public void APacketSocketSeesOnlyItsPort()
    {
        using var network = Open(out var loopback);
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        using var packets = PacketSocket.Open(loopback.Index, (ushort)port).OrThrow("open the packet socket");
        receiver.Send("wrong"u8, (IPEndPoint)other.Client.LocalEndPoint!);
        other.Send("right"u8, (IPEndPoint)receiver.Client.LocalEndPoint!);
        var buffer = new byte[2000];
        var length = packets.Receive(buffer, TimeSpan.FromSeconds(10)).OrThrow("receive");
        Assert.Equal(20 + 8 + 5, length);
        Assert.Equal("right"u8, buffer.AsSpan(28, 5));
    }

    [Fact]
    public void NothingIsReceivedInNoTime()
    {
        using var network = Open(out var loopback);
        using var packets = PacketSocket.Open(loopback.Index, 9).OrThrow("open the packet socket");
        Assert.Equal(Errno.ETIME, packets.Receive(new byte[100], TimeSpan.Zero).Error);
    }

    private static NetworkConfiguration Open(out NetworkLink loopback)
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        var network = NetworkConfiguration.Open().OrThrow("open netlink");
        loopback = network.Links().Value.Single(link => link.IsLoopback);
        network.SetUp(loopback.Index, up: true).OrThrow("switch the loopback on");
        return network;
    }

    private static IEnumerable<IPAddress> Addresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(item => item.GetIPProperties().UnicastAddresses).Select(item => item.Address);
}
