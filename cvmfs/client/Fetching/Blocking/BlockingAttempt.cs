using System.Buffers;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Prefetching;

namespace CernVM.Cvmfs.Client.Fetching.Blocking;

/// <summary>
/// One try to get a small object over plain HTTP on the calling thread, which may block: request, answer, hash, unpacking and the write into the cache
/// without a hand-over to another thread. What it does not understand (an answer without length, say) is left to <see cref="HttpAttempt"/>. Decision 29.
/// </summary>
internal sealed class BlockingAttempt : IDisposable
{
    /// <summary>Largest object, in plain bytes (ours): above it, hand-overs between threads no longer count.</summary>
    public const int LargestObject = 256 * 1024;

    /// <summary>Longest head of an answer (ours; servers send some hundred bytes).</summary>
    private const int LongestHead = 16 * 1024;

    private const int UsualHead = 1024;
    private const int HttpPort = 80;

    private readonly BlockingConnections _connections;
    private readonly ConnectionPool _pool;
    private readonly NetworkSettings _settings;
    private readonly WholeBody _body;
    private readonly ClientCounters _counters;
    private readonly RequestText _text;

    public BlockingAttempt(ConnectionPool pool, NameResolver names, NetworkSettings settings, ClientServices services, ClientCounters counters)
    {
        _connections = new BlockingConnections(new BlockingDialer(names, services), settings.MaxConnections + PrefetchLimits.StepThreads);
        _pool = pool;
        _settings = settings;
        _body = new WholeBody(services.Inflater);
        _counters = counters;
        _text = new RequestText(new RequestHeaders(settings, services));
    }

    /// <summary>Gets the file into an empty destination; null when that needs the ordinary way.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public AttemptResult? TryRun(Route route, FetchRequest request, Stream destination, bool bypassCaches, CancellationToken cancellationToken)
    {
        if (!CanCarry(route, request))
            return null;
        var gateway = route.Proxy.Address ?? route.Server;
        try
        {
            for (var mustBeNew = false; ; mustBeNew = true)
            {
                var result = Run(gateway, route, request, destination, bypassCaches, mustBeNew, out var wasStale, cancellationToken);
                if (!wasStale)
                    return result;
            }
        }
        catch (Exception failure) when (failure is SocketException or UnknownHostException or IOException or DnsClient.DnsResponseException)
        {
            return failure is SocketException { SocketErrorCode: SocketError.TimedOut }
                ? new AttemptResult(AttemptOutcome.Connection, "no connection in the allowed time", 0)
                : ResponseClassifier.Classify(failure, route.Proxy);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    // Where the caller's way went on in the thread pool meanwhile, that thread belongs to all.
    private bool CanCarry(Route route, FetchRequest request) =>
        !Thread.CurrentThread.IsThreadPoolThread
        && request is { MayBlock: true, Expected: not null, Range: null, GeoCaller: null, MaxSize: <= LargestObject }
        && !_settings.FollowRedirects && !route.IsProxyUnknown && route.Server.Scheme == Uri.UriSchemeHttp
        && (route.Proxy.IsDirect || (route.Proxy.Address is { } proxy && proxy.Scheme == Uri.UriSchemeHttp && proxy.UserInfo.Length == 0));

    private AttemptResult? Run(
        Uri gateway, Route route, FetchRequest request, Stream destination, bool bypassCaches, bool mustBeNew, out bool wasStale, CancellationToken cancellationToken)
    {
        wasStale = false;
        var window = _pool.TimeoutFor(route.Proxy);
        var port = gateway.IsDefaultPort ? HttpPort : gateway.Port;
        var connection = _connections.Take(gateway.Host, port, window, mustBeNew, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(UsualHead + WholeBody.LongestStored(request));
        var isReusable = false;
        try
        {
            using var breaking = cancellationToken.UnsafeRegister(static connection => ((BlockingConnection)connection!).Break(), connection);
            connection.Begin(window, _settings.LowSpeedLimit);
            var error = _text.Send(connection, route, request, bypassCaches);
            var received = error == SocketError.Success ? ReceiveHead(connection, ref buffer, out var length, out error) : length = 0;
            cancellationToken.ThrowIfCancellationRequested();
            if (length <= 0)
            {
                wasStale = connection.IsUsed && received == 0 && !connection.IsTooSlow;
                return wasStale ? null : Broken(connection, error, received);
            }

            if (!ResponseHead.TryParse(buffer.AsSpan(0, length), out var head) || head.ContentLength is not { } bodyLength)
                return null;
            if (head.Status != 200)
                return ResponseClassifier.Classify(head.Status, head.BlamesProxy, route.Proxy, followsRedirects: false);
            if (bodyLength > WholeBody.LongestStored(request))
                return null;
            received = ReceiveBody(connection, ref buffer, received, length + (int)bodyLength, out error);
            cancellationToken.ThrowIfCancellationRequested();
            if (received < length + bodyLength)
                return Broken(connection, error, received);
            isReusable = head.KeepsConnection && received == length + bodyLength;
            _counters.CountReceived(bodyLength);
            return _body.Unpack(buffer.AsSpan(length, (int)bodyLength), request, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _connections.Return(gateway.Host, port, connection, isReusable && !cancellationToken.IsCancellationRequested);
        }
    }

    // Returns the bytes received, which may be more than the head; its length is 0 when it did not come.
    private static int ReceiveHead(BlockingConnection connection, ref byte[] buffer, out int length, out SocketError error)
    {
        var received = 0;
        while (true)
        {
            var more = connection.Receive(buffer.AsSpan(received), out error);
            received += more;
            length = ResponseHead.LengthIn(buffer.AsSpan(0, received));
            if (length > 0)
                return received;
            if (more == 0 || received >= LongestHead)
            {
                length = 0;
                return received;
            }

            if (received == buffer.Length)
                Grow(ref buffer, received, LongestHead);
        }
    }

    private static int ReceiveBody(BlockingConnection connection, ref byte[] buffer, int received, int wanted, out SocketError error)
    {
        error = SocketError.Success;
        if (wanted > buffer.Length)
            Grow(ref buffer, received, wanted);
        while (received < wanted)
        {
            var more = connection.Receive(buffer.AsSpan(received), out error);
            if (more == 0)
                break;
            received += more;
        }

        return received;
    }

    private static void Grow(ref byte[] buffer, int used, int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, used + UsualHead));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static AttemptResult Broken(BlockingConnection connection, SocketError error, int received)
    {
        var reason = connection.IsTooSlow ? "it is slower than the limit, or stalled"
            : error != SocketError.Success ? new SocketException((int)error).Message.TrimEnd('.')
            : received >= LongestHead ? $"the head of the answer has more than {LongestHead} bytes"
            : $"the connection was closed after {received} bytes";
        return new AttemptResult(AttemptOutcome.Connection, reason, 0);
    }
}
