using System.Net;
using CernVM.Bootloader.Agent.Network.Dhcp;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Networking;

namespace CernVM.Bootloader.Agent.Network;

/// <summary>A real interface through a packet socket.</summary>
internal sealed class DhcpLink : IDhcpLink
{
    /// <summary>How soon a wait notices that it was cancelled.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    private readonly PacketSocket _socket;
    private readonly byte[] _buffer = new byte[2048];

    private DhcpLink(NetworkLink link, PacketSocket socket)
    {
        _socket = socket;
        Name = link.Name;
        var hardware = new byte[Cvmfs.Linux.Networking.HardwareAddress.Length];
        link.Address.CopyTo(hardware);
        HardwareAddress = hardware;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> HardwareAddress { get; }

    /// <summary>Opens the interface.</summary>
    public static LinuxResult<DhcpLink> Open(NetworkLink link)
    {
        LinuxResult<PacketSocket> socket = PacketSocket.Open(link.Index, DhcpLimits.ClientPort);
        return socket.TryGet(out PacketSocket? opened) ? new DhcpLink(link, opened) : socket.Error;
    }

    /// <inheritdoc/>
    public string? Send(ReadOnlySpan<byte> message)
    {
        byte[] packet = Ipv4Udp.Wrap(message, IPAddress.Any, DhcpLimits.ClientPort, IPAddress.Broadcast, DhcpLimits.ServerPort);
        LinuxResult sent = _socket.Send(packet, Cvmfs.Linux.Networking.HardwareAddress.Broadcast);
        return sent.IsOk ? null : sent.ToString();
    }

    /// <inheritdoc/>
    public byte[]? Receive(TimeSpan limit, CancellationToken cancellation)
    {
        for (TimeSpan left = limit; left > TimeSpan.Zero && !cancellation.IsCancellationRequested; left -= Slice)
            if (_socket.Receive(_buffer, left < Slice ? left : Slice).TryGet(out int length)
                && Ipv4Udp.Unwrap(_buffer.AsSpan(0, length), DhcpLimits.ClientPort) is { IsEmpty: false } datagram)
                return datagram.ToArray();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
