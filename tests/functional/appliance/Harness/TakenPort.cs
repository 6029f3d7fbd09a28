using System.Net;
using System.Net.Sockets;

namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>A port of the loopback that somebody listens on.</summary>
internal sealed class TakenPort : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TakenPort() => _listener.Start();

    public string Number => $"{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();
}
