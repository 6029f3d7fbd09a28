using System.Net;
using System.Net.Sockets;

namespace CernVM.Cvmfs.Client.Fetching.Blocking;

/// <summary>Makes connections for <see cref="BlockingConnections"/>, on the calling thread.</summary>
internal sealed class BlockingDialer(NameResolver names, ClientServices services)
{
    /// <summary>A connected socket in blocking mode.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="limit">Time for the name and the connection together; zero for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnknownHostException">The name has no address.</exception>
    /// <exception cref="SocketException">No address could be connected; <see cref="SocketError.TimedOut"/> when the time was over.</exception>
    public Socket Connect(string host, int port, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : Timeout.InfiniteTimeSpan, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        try
        {
            var answer = Wait(names.FindAsync(host, either.Token));
            return answer.Addresses.Count == 0
                ? throw new UnknownHostException(host, answer.Failure ?? "nobody knows it")
                : Connect(Reachable(answer.Addresses, port, either.Token), either.Token);
        }
        catch (Exception failure) when (either.IsCancellationRequested && failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    private static Socket Connect(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using (cancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket))
                socket.Connect(endpoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Of several addresses the one that answers first is found by the dialer that tries them side by side; its socket is of no use here.
    private IPEndPoint Reachable(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        if (addresses.Count == 1)
            return new IPEndPoint(addresses[0], port);
        using var probe = Wait(AddressDialer.ConnectAsync(addresses, port, services.Time, cancellationToken));
        return (IPEndPoint)probe.RemoteEndPoint!;
    }

    private static T Wait<T>(ValueTask<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
}
