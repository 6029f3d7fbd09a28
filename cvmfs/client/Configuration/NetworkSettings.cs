namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Servers, proxies, time-outs and retries (formats §9). Durations are <see cref="TimeSpan"/>s.</summary>
public sealed record NetworkSettings
{
    /// <summary>Base URLs in order of preference, without trailing slash: <c>http</c>, <c>https</c> or <c>file</c>.</summary>
    public required IReadOnlyList<Uri> Servers { get; init; }

    /// <summary>Proxies in groups.</summary>
    public required ProxyList Proxies { get; init; }

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

    /// <summary>Base URL of external files, or null.</summary>
    public IReadOnlyList<Uri> ExternalServers { get; init; } = [];

    /// <summary>Proxies for external files.</summary>
    public ProxyList ExternalProxies { get; init; } = ProxyList.Direct;

    /// <summary>Name resolution.</summary>
    public DnsSettings Dns { get; init; } = new();

    /// <summary>Largest number of parallel connections to one server or proxy (upstream CernVM-FS).</summary>
    public int MaxConnections { get; init; } = 16;
}
