using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CernVM.Benchmarks.Client.Network;

/// <summary>
/// A TCP relay on loopback that stands for distance: bytes arrive half a round-trip time later in each direction, and the first ones of a connection another
/// round trip later, as behind a handshake. Timers count whole milliseconds: a round trip is an even number of them. Throughput is not limited, and connections
/// do not share anything.
/// </summary>
internal sealed class DelayRelay : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly TimeSpan _roundTrip;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;

    public DelayRelay(int serverPort, TimeSpan roundTrip)
    {
        _server = new IPEndPoint(IPAddress.Loopback, serverPort);
        _roundTrip = roundTrip;
        _listener.Start(1024);
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_ending.Token);
                var connection = ServeAsync(client);
                _connections.TryAdd(connection, true);
                _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The relay is being closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_server, _ending.Token);
                await Task.WhenAll(
                    new DelayLine(client, server, _roundTrip / 2, _roundTrip).RunAsync(_ending.Token),
                    new DelayLine(server, client, _roundTrip / 2, TimeSpan.Zero).RunAsync(_ending.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException)
            {
                // One side has gone; closing both sockets tells the other.
            }
        }
    }
}
