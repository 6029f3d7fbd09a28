namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Servers, proxies, time-outs and retries (formats §9). Durations are <see cref="TimeSpan"/>s.</summary>
public sealed record NetworkSettings
{
    /// <summary>Base URLs in order of preference, without trailing slash: <c>http</c>, <c>https</c> or <c>file</c>.</summary>
    public required IReadOnlyList<Uri> Servers { get; init; }

    /// <summary>Largest number of servers that are used, counted after they were put into order.</summary>
    public int MaxServers { get; init; } = int.MaxValue;

    /// <summary>Proxies in groups; those of <see cref="FallbackProxies"/> come behind.</summary>
    public required ProxyList Proxies { get; init; }

    /// <summary>Proxies for the time when all others fail, or null.</summary>
    public ProxyList? FallbackProxies { get; init; }

    /// <summary>Where and how proxies are discovered when <see cref="Proxies"/> ask for that.</summary>
    public DiscoverySettings Discovery { get; init; } = new();

    /// <summary>Whether servers put the server list and the fallback proxies into order by distance (formats §9.5).</summary>
    public bool UseGeoApi { get; init; }

    /// <summary>What the Geo API is told about the caller instead of the proxy's name (<c>CVMFS_PROXY_TEMPLATE</c>), or null.</summary>
    public string? GeoCaller { get; init; }

    /// <summary>Connect time-out and low-speed window through a proxy.</summary>
    public TimeSpan ProxyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same without a proxy.</summary>
    public TimeSpan DirectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes per second; slower transfers fail after the time-out. 0 = never.</summary>
    public int LowSpeedLimit { get; init; } = 1024;

    /// <summary>Further attempts on the same server and proxy.</summary>
    public int MaxRetries { get; init; } = 1;

    /// <summary>First back-off is drawn between 0 and this.</summary>
    public TimeSpan BackoffInitial { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest back-off.</summary>
    public TimeSpan BackoffMaximum { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether redirects (at most 4) are followed.</summary>
    public bool FollowRedirects { get; init; }

    /// <summary>Time on another proxy group until the first one is tried again; zero = never.</summary>
    public TimeSpan ProxyResetAfter { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Time on another server until the first one is tried again; zero = never.</summary>
    public TimeSpan HostResetAfter { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>Whether requests are spread over the proxies of a group by their URL.</summary>
    public bool ShardProxies { get; init; }

    /// <summary>Whether failing over never ends in an error.</summary>
    public bool FailoverIndefinitely { get; init; }

    /// <summary>Whether requests carry the path of the file in <c>cvmfs-info</c>.</summary>
    public bool SendInfoHeader { get; init; }

    /// <summary>Whether requests name the process, user and group that wanted the file (<c>CVMFS_HTTP_TRACING</c>).</summary>
    public bool SendTracingHeaders { get; init; }

    /// <summary>Further headers of such requests, with their full names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> TracingHeaders { get; init; } = [];

    /// <summary>Authorities of HTTPS servers.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>A file that, once made, ends failing over without end for one request (<see cref="FailoverIndefinitely"/>); null = none.</summary>
    public string? InterruptFile { get; init; }

    /// <summary>Base URLs of external files.</summary>
    public IReadOnlyList<Uri> ExternalServers { get; init; } = [];

    /// <summary>Largest number of servers of external files that are used.</summary>
    public int ExternalMaxServers { get; init; } = int.MaxValue;

    /// <summary>Proxies for external files.</summary>
    public ProxyList ExternalProxies { get; init; } = ProxyList.Direct;

    /// <summary>Fallback proxies for external files, or null.</summary>
    public ProxyList? ExternalFallbackProxies { get; init; }

    /// <summary><see cref="ProxyTimeout"/> for external files, or null for the same.</summary>
    public TimeSpan? ExternalProxyTimeout { get; init; }

    /// <summary><see cref="DirectTimeout"/> for external files, or null for the same.</summary>
    public TimeSpan? ExternalDirectTimeout { get; init; }

    /// <summary>Name resolution.</summary>
    public DnsSettings Dns { get; init; } = new();

    /// <summary>Largest number of parallel connections to one server or proxy (upstream CernVM-FS).</summary>
    public int MaxConnections { get; init; } = 16;

    /// <summary>The settings for external files, as settings of their own.</summary>
    public NetworkSettings ForExternalFiles() => this with
    {
        Servers = ExternalServers,
        MaxServers = ExternalMaxServers,
        Proxies = ExternalProxies,
        FallbackProxies = ExternalFallbackProxies,
        ProxyTimeout = ExternalProxyTimeout ?? ProxyTimeout,
        DirectTimeout = ExternalDirectTimeout ?? DirectTimeout,
        Discovery = Discovery with { ResultFile = Discovery.ExternalResultFile },
    };
}
