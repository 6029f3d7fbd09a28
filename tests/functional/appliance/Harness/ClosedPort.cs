using System.Net;
using System.Net.Sockets;

namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>A port of the loopback that nobody can listen on while this lives, so connecting to it is refused.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    // Bound without listening.
    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
