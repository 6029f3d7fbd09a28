using System.Net;
using System.Net.Sockets;
using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Running;

/// <summary>Ports of this machine's loopback.</summary>
public static class LoopbackPort
{
    /// <summary>The port itself, or a free one for 0.</summary>
    /// <exception cref="BuildFailureException">The port is in use.</exception>
    public static int Reserve(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException error)
        {
            throw new BuildFailureException(
                FailureKind.Environment,
                $"port {port} of 127.0.0.1 cannot be used ({error.Message}): choose another with --ssh-port, or 0 for a free one",
                error);
        }
    }
}
