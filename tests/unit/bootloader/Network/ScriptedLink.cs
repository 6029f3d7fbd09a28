using CernVM.Bootloader.Agent.Network.Dhcp;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Bootloader.Agent.Tests.Network;

/// <summary>A link whose server is a function from a client's message to the replies; silence lets the clock run on.</summary>
internal sealed class ScriptedLink(FakeTimeProvider time, Func<byte[], IEnumerable<byte[]>> server) : IDhcpLink
{
    private readonly Queue<byte[]> _incoming = new();

    public List<byte[]> Sent { get; } = [];

    public string Name => "eth0";

    public ReadOnlyMemory<byte> HardwareAddress { get; } = new byte[] { 0x52, 0x54, 0, 0x12, 0x34, 0x56 };

    public string? Send(ReadOnlySpan<byte> message)
    {
        byte[] copy = message.ToArray();
        Sent.Add(copy);
        foreach (byte[] reply in server(copy))
            _incoming.Enqueue(reply);
        return null;
    }

    public byte[]? Receive(TimeSpan limit, CancellationToken cancellation)
    {
        if (_incoming.TryDequeue(out byte[]? datagram))
            return datagram;
        time.Advance(limit);
        return null;
    }

    public void Dispose()
    {
    }
}
