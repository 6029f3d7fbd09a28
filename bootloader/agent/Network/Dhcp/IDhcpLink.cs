namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>One interface as the client sees it: datagrams out by broadcast, datagrams in.</summary>
internal interface IDhcpLink : IDisposable
{
    /// <summary>The kernel's name of the interface.</summary>
    string Name { get; }

    /// <summary>6 bytes.</summary>
    ReadOnlyMemory<byte> HardwareAddress { get; }

    /// <summary>Sends a DHCP message to the broadcast address; null, or why it could not be sent.</summary>
    string? Send(ReadOnlySpan<byte> message);

    /// <summary>The next datagram for the client's port; null when none came within the time.</summary>
    byte[]? Receive(TimeSpan limit, CancellationToken cancellation);
}
