using System.Net.Sockets;

namespace CernVM.Cvmfs.Client.Fetching.Blocking;

/// <summary>
/// One kept-alive connection, used by one thread at a time, which the kernel blocks until bytes come: no timer, no event loop, no other thread. Transfers
/// that bring less than the low-speed limit in a time-out window end, as with <see cref="TransferGuard"/>.
/// </summary>
internal sealed class BlockingConnection : IDisposable
{
    // The socket's own time-out is set again only when it is off by more than this part of the window.
    private const int WindowParts = 8;

    private readonly Socket _socket;
    private readonly long _born = Environment.TickCount64;
    private long _window;
    private long _windowStart;
    private long _least;
    private long _received;
    private int _timeout;

    /// <param name="socket">Connected, and never used asynchronously: otherwise the runtime makes its calls non-blocking.</param>
    public BlockingConnection(Socket socket) => _socket = socket;

    /// <summary>Whether it carried a request before, so that the server may have closed it meanwhile.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Milliseconds since it was made.</summary>
    public long Age => Environment.TickCount64 - _born;

    /// <summary>When it was put aside, in the clock of <see cref="Environment.TickCount64"/>.</summary>
    public long IdleSince { get; private set; }

    /// <summary>Whether the last receive took too long or brought too little.</summary>
    public bool IsTooSlow { get; private set; }

    /// <summary>Begins a transfer.</summary>
    /// <param name="window">Time-out and low-speed window; zero for none.</param>
    /// <param name="lowSpeedLimit">Bytes a second; 0 for none.</param>
    public void Begin(TimeSpan window, int lowSpeedLimit)
    {
        _window = lowSpeedLimit == 0 || window <= TimeSpan.Zero ? 0 : Math.Max(1, (long)window.TotalMilliseconds);
        _least = Math.Max(1, lowSpeedLimit * _window / 1000);
        _windowStart = Environment.TickCount64;
        _received = 0;
        IsTooSlow = false;
        SetTimeout(_window);
    }

    /// <summary>Sends all bytes; the error when that failed.</summary>
    public SocketError Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = _socket.Send(bytes, SocketFlags.None, out var error);
            if (error != SocketError.Success)
                return error;
            bytes = bytes[sent..];
        }

        return SocketError.Success;
    }

    /// <summary>Receives some bytes; 0 at the end of the connection.</summary>
    public int Receive(Span<byte> buffer, out SocketError error)
    {
        if (!KeepsPace())
        {
            error = SocketError.TimedOut;
            return 0;
        }

        var length = _socket.Receive(buffer, SocketFlags.None, out error);
        IsTooSlow = error == SocketError.TimedOut;
        _received += length;
        return length;
    }

    /// <summary>Makes a thread that waits in it go on, with an error or the end of the connection. For another thread.</summary>
    public void Break()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Notes that it waits for the next request.</summary>
    public void Rest()
    {
        IsUsed = true;
        IdleSince = Environment.TickCount64;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private bool KeepsPace()
    {
        if (_window == 0)
            return true;
        var passed = Environment.TickCount64 - _windowStart;
        if (passed >= _window)
        {
            IsTooSlow = _received < _least;
            (_windowStart, _received, passed) = (_windowStart + passed, 0, 0);
        }

        SetTimeout(_window - passed);
        return !IsTooSlow;
    }

    private void SetTimeout(long milliseconds)
    {
        if (milliseconds == _timeout || (milliseconds > 0 && _timeout > 0 && Math.Abs(milliseconds - _timeout) <= _window / WindowParts))
            return;
        _timeout = (int)Math.Min(milliseconds, int.MaxValue);
        _socket.ReceiveTimeout = _timeout;
        _socket.SendTimeout = _timeout;
    }
}
