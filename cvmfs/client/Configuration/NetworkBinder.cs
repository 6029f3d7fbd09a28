using System.Net;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Parameters of servers, proxies, names and time-outs → <see cref="NetworkSettings"/>.</summary>
internal sealed class NetworkBinder(RepositoryName repository, ConfigurationSet set, ParameterReader read, string workspace)
{
    /// <summary>Longest value of <c>CVMFS_HTTP_TRACING_HEADERS</c> (upstream CernVM-FS).</summary>
    private const int LongestTracingHeaders = 1000;

    private const int DnsPort = 53;

    /// <summary>Checks and types the parameters.</summary>
    public NetworkSettings Bind() => new()
    {
        Servers = Servers("CVMFS_SERVER_URL", mandatory: true),
        MaxServers = MaxServers("CVMFS_MAX_SERVERS"),
        Proxies = Proxies("CVMFS_HTTP_PROXY", mandatory: true) ?? ProxyList.Direct,
        FallbackProxies = Proxies("CVMFS_FALLBACK_PROXY", mandatory: false),
        Discovery = Discovery(),
        UseGeoApi = read.Flag("CVMFS_USE_GEOAPI", false),
        GeoCaller = read.Text("CVMFS_PROXY_TEMPLATE"),
        ProxyTimeout = read.Seconds("CVMFS_TIMEOUT", 5),
        DirectTimeout = read.Seconds("CVMFS_TIMEOUT_DIRECT", 10),
        LowSpeedLimit = (int)read.Number("CVMFS_LOW_SPEED_LIMIT", 1024),
        MaxRetries = (int)read.Number("CVMFS_MAX_RETRIES", 1, most: 100),
        BackoffInitial = read.Seconds("CVMFS_BACKOFF_INIT", 2),
        BackoffMaximum = read.Seconds("CVMFS_BACKOFF_MAX", 10),
        FollowRedirects = read.Flag("CVMFS_FOLLOW_REDIRECTS", false),
        ProxyResetAfter = read.Seconds("CVMFS_PROXY_RESET_AFTER", 300),
        HostResetAfter = read.Seconds("CVMFS_HOST_RESET_AFTER", 1800),
        ShardProxies = read.Flag("CVMFS_PROXY_SHARD", false),
        FailoverIndefinitely = read.Flag("CVMFS_FAILOVER_INDEFINITELY", false),
        InterruptFile = $"/var/run/cvmfs/interrupt.{repository}",
        SendInfoHeader = read.Flag("CVMFS_SEND_INFO_HEADER", false),
        SendTracingHeaders = read.Flag("CVMFS_HTTP_TRACING", false),
        TracingHeaders = TracingHeaders(),
        Tls = new TlsSettings
        {
            UseSystemAuthorities = read.Flag("CVMFS_USE_SSL_SYSTEM_CA", false),
            AuthorityFolder = Environmental("X509_CERT_DIR") ?? TlsSettings.GridFolder,
            AuthorityBundle = Environmental("X509_CERT_BUNDLE"),
        },
        ExternalServers = Servers("CVMFS_EXTERNAL_URL", mandatory: false),
        ExternalMaxServers = MaxServers("CVMFS_EXTERNAL_MAX_SERVERS"),
        ExternalProxies = Proxies("CVMFS_EXTERNAL_HTTP_PROXY", mandatory: false) ?? ProxyList.Direct,
        ExternalFallbackProxies = Proxies("CVMFS_EXTERNAL_FALLBACK_PROXY", mandatory: false),
        ExternalProxyTimeout = read.Text("CVMFS_EXTERNAL_TIMEOUT") is null ? null : read.Seconds("CVMFS_EXTERNAL_TIMEOUT", 5),
        ExternalDirectTimeout = read.Text("CVMFS_EXTERNAL_TIMEOUT_DIRECT") is null ? null : read.Seconds("CVMFS_EXTERNAL_TIMEOUT_DIRECT", 10),
        Dns = Dns(),
    };

    /// <summary>An address, with a port or without; null when the text is none.</summary>
    internal static IPEndPoint? ParseNameServer(string text)
    {
        if (IPAddress.TryParse(text.Trim('[', ']'), out var address) && !text.Contains("]:", StringComparison.Ordinal))
            return new IPEndPoint(address, DnsPort);
        return IPEndPoint.TryParse(text, out var endpoint) ? endpoint : null;
    }

    private DnsSettings Dns() => new()
    {
        Server = read.Text("CVMFS_DNS_SERVER") is not { } text ? null
            : ParseNameServer(text) ?? read.Wrong<IPEndPoint?>("CVMFS_DNS_SERVER", "an IP address", null),
        Timeout = read.Seconds("CVMFS_DNS_TIMEOUT", 3),
        Retries = (int)read.Number("CVMFS_DNS_RETRIES", 1, most: 100),
        MinTtl = read.Seconds("CVMFS_DNS_MIN_TTL", 60),
        MaxTtl = read.Seconds("CVMFS_DNS_MAX_TTL", 86400),
        FollowsResolverFile = read.Flag("CVMFS_DNS_ROAMING", false),
        Ipv4Only = Environmental("CVMFS_IPV4_ONLY") is not null,
        PreferredFamily = read.Text("CVMFS_IPFAMILY_PREFER") switch
        {
            null => 0,
            "4" => 4,
            "6" => 6,
            _ => read.Wrong("CVMFS_IPFAMILY_PREFER", "4 or 6", 0),
        },
        MaxAddressesPerProxy = (int)read.Number("CVMFS_MAX_IPADDR_PER_PROXY", 0),
    };

    private DiscoverySettings Discovery()
    {
        var urls = new List<Uri>();
        foreach (var text in (Environmental("CVMFS_PAC_URLS") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (text == "auto")
                urls.Add(DiscoverySettings.WpadUrl);
            else if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "file")
                urls.Add(url);
            else
                read.Wrong("CVMFS_PAC_URLS", $"URLs of PAC files, or 'auto', separated by ';' (and '{text}' is none)", 0);
        }

        return new DiscoverySettings
        {
            EnvironmentProxy = Environmental("http_proxy"),
            PacUrls = urls,
            ResultFile = Path.Combine(workspace, $"proxies.{repository}-{repository}"),
            ExternalResultFile = Path.Combine(workspace, $"proxies-external.{repository}-{repository}"),
        };
    }

    private List<KeyValuePair<string, string>> TracingHeaders()
    {
        const string Key = "CVMFS_HTTP_TRACING_HEADERS";
        var headers = new List<KeyValuePair<string, string>>();
        var text = read.Text(Key) ?? "";
        if (text.Length > LongestTracingHeaders)
        {
            read.Warn(Key, $"has {text.Length} characters, more than {LongestTracingHeaders}; no such header is sent");
            return headers;
        }

        foreach (var pair in text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split(':', StringSplitOptions.TrimEntries) is [var name, var value] && name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) && !value.Any(char.IsControl))
                headers.Add(new($"X-CVMFS-{name}", value));
            else
                read.Warn(Key, $"has the part '{pair}', which is no 'key:value' with a key of letters and digits; it is left out");
        }

        return headers;
    }

    private List<Uri> Servers(string key, bool mandatory)
    {
        var servers = new List<Uri>();
        foreach (var text in (read.Text(key) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseServer(text) is { } server)
                servers.Add(server);
            else
                read.Wrong(key, $"URLs of http, https or file separated by ';' (and '{text}' is none)", 0);
        }

        if (servers.Count == 0 && mandatory)
            read.Missing(key, $"set it to the base URL of the repository, such as http://server/cvmfs/{repository}");
        return servers;
    }

    /// <summary>A base URL without trailing slash, or null when the text is none.</summary>
    internal static Uri? ParseServer(string text)
    {
        // Without a scheme it is a host name, as for the original; machines without network write NOAVAIL.
        var url = text.Contains(':', StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(url.TrimEnd('/'), UriKind.Absolute, out var server) && server.Scheme is "http" or "https" or "file" ? server : null;
    }

    private int MaxServers(string key) => read.Number(key, 0) is var number and > 0 ? (int)number : int.MaxValue;

    private ProxyList? Proxies(string key, bool mandatory)
    {
        if (read.Text(key) is { } text)
            return ProxyList.Parse(text, out var error) ?? read.Wrong<ProxyList?>(key, $"proxy groups; the value {error}", null);
        if (mandatory)
            read.Missing(key, "write DIRECT to use no proxy");
        return null;
    }

    // The original exports what configuration files set, and looks these up in its environment.
    private string? Environmental(string key) =>
        set.Find(key) is { Value.Length: > 0 } value ? value.Value : Environment.GetEnvironmentVariable(key) is { Length: > 0 } inherited ? inherited : null;
}
