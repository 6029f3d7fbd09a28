using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>
/// Kept-alive HTTP connections, one pool for each proxy, names resolved by <see cref="NameResolver"/>. Where an HTTPS server offers HTTP/2, requests share
/// connections; otherwise each takes one of its own.
/// </summary>
/// <param name="settings">Time-outs and the number of connections for requests that somebody waits for.</param>
/// <param name="names">Finds addresses.</param>
/// <param name="connectionsAhead">Further connections, so that transfers ahead of need never take the last one.</param>
internal sealed class ConnectionPool(NetworkSettings settings, NameResolver names, int connectionsAhead = 0) : IDisposable
{
    // Ours: at 100 ms the default of 64 KiB would let a stream bring 640 KB/s until the window has grown.
    private const int StreamWindow = 1 << 20;

    private readonly ConcurrentDictionary<ProxyEndpoint, HttpMessageInvoker> _invokers = new();

    /// <summary>The pool for requests through a proxy, or for direct ones.</summary>
    public HttpMessageInvoker For(ProxyEndpoint proxy) => _invokers.GetOrAdd(proxy, Create);

    /// <summary>Connect time-out and low-speed window on this way.</summary>
    public TimeSpan TimeoutFor(ProxyEndpoint proxy) => proxy.IsDirect ? settings.DirectTimeout : settings.ProxyTimeout;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
            invoker.Dispose();
    }

    private HttpMessageInvoker Create(ProxyEndpoint proxy)
    {
        var timeout = TimeoutFor(proxy);
        return new HttpMessageInvoker(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = settings.FollowRedirects,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken),
            ConnectTimeout = timeout > TimeSpan.Zero ? timeout : Timeout.InfiniteTimeSpan,
            MaxAutomaticRedirections = FetchLimits.MaxRedirects,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = StreamWindow,
            MaxConnectionsPerServer = settings.MaxConnections + connectionsAhead,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            Proxy = proxy.Address is null ? null : new WebProxy(proxy.Address),
            UseProxy = !proxy.IsDirect,
            UseCookies = false,
        });
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        var addresses = await names.ResolveAsync(endpoint.Host, cancellationToken);
        if (addresses.Count == 0)
            throw new HttpRequestException($"the name {endpoint.Host} is unknown; check /etc/hosts and the name servers in /etc/resolv.conf");
        var limit = settings.Dns.MaxAddressesPerProxy;
        var count = limit == 0 ? addresses.Count : Math.Min(limit, addresses.Count);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], endpoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < count)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
