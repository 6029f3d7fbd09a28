using System.Net;
using System.Net.Sockets;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>
/// Connects to the first of several addresses that answers. The next address is tried as soon as one fails, or beside it when it does not answer
/// soon (RFC 8305), so that a dead address costs little.
/// </summary>
internal static class AddressDialer
{
    /// <summary>Head start of an address before the next one (RFC 8305 §5).</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>A connected socket.</summary>
    /// <exception cref="SocketException">No address could be connected; tells about the last one.</exception>
    public static async ValueTask<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        if (addresses.Count == 1)
            return await DialAsync(addresses[0], port, cancellationToken);
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>();
        var next = 0;
        while (true)
        {
            if (next < addresses.Count)
                running.Add(DialAsync(addresses[next++], port, losers.Token));
            var finished = await FirstAsync(running, next < addresses.Count, time, losers.Token);
            if (finished is null)
                continue;
            running.Remove(finished);
            if (finished.IsCompletedSuccessfully)
            {
                await losers.CancelAsync();
                await DropAsync(running);
                return await finished;
            }

            if (running.Count == 0 && next == addresses.Count)
                return await finished;
        }
    }

    private static async Task<Task<Socket>?> FirstAsync(List<Task<Socket>> running, bool hasMore, TimeProvider time, CancellationToken cancellationToken)
    {
        var any = Task.WhenAny(running);
        if (!hasMore)
            return await any;
        try
        {
            return await any.WaitAsync(HeadStart, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static async Task<Socket> DialAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task DropAsync(List<Task<Socket>> losers)
    {
        foreach (var loser in losers)
        {
            await Task.WhenAny(loser);
            if (loser.IsCompletedSuccessfully)
                (await loser).Dispose();
        }
    }
}
