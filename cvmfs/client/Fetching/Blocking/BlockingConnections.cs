using System.Collections.Concurrent;

namespace CernVM.Cvmfs.Client.Fetching.Blocking;

/// <summary>Kept-alive connections by host and port, the one used last first; a bounded number at work at once.</summary>
internal sealed class BlockingConnections(BlockingDialer dialer, int most) : IDisposable
{
    private readonly SemaphoreSlim _places = new(most, most);
    private readonly ConcurrentDictionary<(string Host, int Port), ConcurrentStack<BlockingConnection>> _idle = new();
    private bool _disposed;

    /// <summary>A connection for one transfer; waits while too many are at work. Give it back with <see cref="Return"/>.</summary>
    public BlockingConnection Take(string host, int port, TimeSpan limit, bool mustBeNew, CancellationToken cancellationToken)
    {
        _places.Wait(cancellationToken);
        try
        {
            while (!mustBeNew && _idle.TryGetValue((host, port), out var idle) && idle.TryPop(out var known))
            {
                if (Environment.TickCount64 - known.IdleSince < FetchLimits.ConnectionIdle.TotalMilliseconds && known.Age < FetchLimits.ConnectionLife.TotalMilliseconds)
                    return known;
                known.Dispose();
            }

            return new BlockingConnection(dialer.Connect(host, port, limit, cancellationToken));
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Takes a connection back: for the next transfer, or to close it.</summary>
    public void Return(string host, int port, BlockingConnection connection, bool isReusable)
    {
        _places.Release();
        if (!isReusable || _disposed)
        {
            connection.Dispose();
            return;
        }

        connection.Rest();
        _idle.GetOrAdd((host, port), static _ => new ConcurrentStack<BlockingConnection>()).Push(connection);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        foreach (var idle in _idle.Values)
        {
            while (idle.TryPop(out var connection))
                connection.Dispose();
        }
    }
}
