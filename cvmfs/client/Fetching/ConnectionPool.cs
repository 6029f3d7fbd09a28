using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>
/// Kept-alive HTTP connections, one pool for each proxy and client certificate, names resolved by <see cref="NameResolver"/>. Where an HTTPS server offers
/// HTTP/2, requests share connections; otherwise each takes one of its own.
/// </summary>
/// <param name="settings">Time-outs and the number of connections for requests that somebody waits for.</param>
/// <param name="names">Finds addresses.</param>
/// <param name="services">The clock.</param>
/// <param name="connectionsAhead">Further connections, so that transfers ahead of need never take the last one.</param>
internal sealed class ConnectionPool(NetworkSettings settings, NameResolver names, ClientServices services, int connectionsAhead = 0) : IDisposable
{
    // Ours: at 100 ms the default of 64 KiB would let a stream bring 640 KB/s until the window has grown.
    private const int StreamWindow = 1 << 20;

    /// <summary>Pools of client certificates that are kept (ours): each holds a few connections of one user.</summary>
    private const int MostPools = 256;

    private readonly ConcurrentDictionary<(ProxyEndpoint Proxy, string? Certificate), HttpMessageInvoker> _invokers = new();
    private readonly TlsTrust _trust = new(settings.Tls);

    /// <summary>The time-outs in force.</summary>
    public NetworkTimeouts Timeouts { get; } = new(settings);

    /// <summary>The pool for requests through a proxy, or for direct ones.</summary>
    public HttpMessageInvoker For(ProxyEndpoint proxy, RequestCredential? credential = null)
    {
        var key = (proxy, credential?.Certificate?.Thumbprint);
        if (_invokers.TryGetValue(key, out var known))
            return known;
        DropSurplus();
        return _invokers.GetOrAdd(key, _ => Create(proxy, credential));
    }

    /// <summary>Connect time-out and low-speed window on this way.</summary>
    public TimeSpan TimeoutFor(ProxyEndpoint proxy) => proxy.IsDirect ? Timeouts.Direct : Timeouts.Proxy;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
            invoker.Dispose();
    }

    // Proxies are few; users with certificates need not be.
    private void DropSurplus()
    {
        if (_invokers.Count < MostPools)
            return;
        foreach (var key in _invokers.Keys.Where(key => key.Certificate is not null))
        {
            // A request on its way keeps its connection; the pool's idle ones go with the next collection.
            _invokers.TryRemove(key, out _);
        }
    }

    private HttpMessageInvoker Create(ProxyEndpoint proxy, RequestCredential? credential) => new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = settings.FollowRedirects,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, proxy, cancellationToken),
        MaxAutomaticRedirections = FetchLimits.MaxRedirects,
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = StreamWindow,
        MaxConnectionsPerServer = settings.MaxConnections + connectionsAhead,
        PooledConnectionIdleTimeout = FetchLimits.ConnectionIdle,
        PooledConnectionLifetime = FetchLimits.ConnectionLife,
        Proxy = proxy.Address is { } address ? new WebProxy(address) { Credentials = ProxyCredentials(address) } : null,
        UseProxy = !proxy.IsDirect,
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => _trust.Accepts(certificate, chain, errors),
            ClientCertificateContext = credential?.Certificate is { } certificate ? SslStreamCertificateContext.Create(certificate, credential.Chain, offline: true) : null,
        },
    });

    private static NetworkCredential? ProxyCredentials(Uri proxy) => proxy.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest]
        ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(rest is [var password] ? password : ""))
        : null;

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, ProxyEndpoint proxy, CancellationToken cancellationToken)
    {
        var limit = TimeoutFor(proxy);
        using var expiry = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : Timeout.InfiniteTimeSpan, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        var answer = await names.FindAsync(endpoint.Host, either.Token);
        if (answer.Addresses.Count == 0)
            throw new UnknownHostException(endpoint.Host, answer.Failure ?? "nobody knows it");
        return new NetworkStream(await AddressDialer.ConnectAsync(answer.Addresses, endpoint.Port, services.Time, either.Token), ownsSocket: true);
    }
}
