using System.Net;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching.Routing;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What people see and change of the network while a repository is open (control socket, formats §10.5). Safe for threads.</summary>
public sealed class NetworkControl
{
    private readonly NetworkStack _stack;
    private readonly ClientServices _services;

    internal NetworkControl(NetworkStack stack, ClientServices services) => (_stack, _services) = (stack, services);

    /// <summary>The servers in their order and what is known of their distance.</summary>
    public IReadOnlyList<HostState> Hosts => _stack.Routes.Servers.Hosts;

    /// <summary>Index of the server in use.</summary>
    public int ActiveHost => _stack.Routes.Servers.Active;

    /// <summary>The proxies, resolved where they were used, and the one in use.</summary>
    public ProxyOverview Proxies => _stack.Routes.Proxies;

    /// <summary>Connect time-outs and low-speed windows, through a proxy and without; zero = none.</summary>
    public (TimeSpan Proxy, TimeSpan Direct) Timeouts
    {
        get => (_stack.Connections.Timeouts.Proxy, _stack.Connections.Timeouts.Direct);
        set => _stack.Connections.Timeouts.Set(value.Proxy, value.Direct);
    }

    /// <summary>The name server that is asked instead of the system's, or null.</summary>
    public IPEndPoint? NameServer
    {
        get => _stack.Names.Server;
        set => _stack.Names.Server = value;
    }

    /// <summary>Goes to the next server (<c>host switch</c>).</summary>
    public void SwitchHost() => _stack.Routes.NextServer();

    /// <summary>Replaces the servers (<c>host set</c>; separated by <c>;</c>). The value is a sentence on what is wrong, or null.</summary>
    public string? SetHosts(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var servers = new List<Uri>();
        foreach (var text in list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (NetworkBinder.ParseServer(text) is not { } server)
                return $"'{text}' is no URL of http, https or file";
            servers.Add(server);
        }

        if (servers.Count == 0)
            return "the list is empty";
        _stack.Routes.SetServers(ServerChain.Unprobed(servers));
        return null;
    }

    /// <summary>Measures the servers by fetching the manifest twice, the first time to fill caches, and puts the nearest first (<c>host probe</c>).</summary>
    public async Task ProbeHostsAsync(CancellationToken cancellationToken)
    {
        var hosts = Hosts.ToList();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < hosts.Count; i++)
                hosts[i] = await ProbeAsync(hosts[i].Url, cancellationToken);
        }

        _stack.Routes.SetServers([.. hosts.OrderBy(host => host.RoundTrip ?? TimeSpan.MaxValue)]);
    }

    /// <summary>Orders servers and fallback proxies by the Geo API (<c>host probe geo</c>). False when no server could tell.</summary>
    public async Task<bool> ProbeGeoAsync(CancellationToken cancellationToken) => await _stack.NewSorter().SortAsync(cancellationToken);

    /// <summary>Draws another proxy of the group (<c>proxy rebalance</c>).</summary>
    public void RebalanceProxies() => _stack.Routes.Rebalance();

    /// <summary>Goes to the next proxy group (<c>proxy group switch</c>).</summary>
    public void SwitchProxyGroup() => _stack.Routes.SwitchGroup();

    /// <summary>Replaces the proxies and keeps the fallback proxies (<c>proxy set</c>). The value is a sentence on what is wrong, or null.</summary>
    public async Task<string?> SetProxiesAsync(string list, CancellationToken cancellationToken)
    {
        if (ProxyList.Parse(list, out var error) is not { } parsed)
            return $"The value {error}";
        var discovered = await _stack.DiscoverAsync(parsed, cancellationToken);
        if (!discovered.IsOk)
            return discovered.Failure.Message;
        _stack.Routes.SetProxies(discovered.Value, _stack.Routes.Fallback);
        return null;
    }

    /// <summary>Replaces the fallback proxies and keeps the others (<c>proxy fallback</c>); an empty list removes them. The value is a sentence on what is wrong, or null.</summary>
    public string? SetFallbackProxies(string list)
    {
        ProxyList? fallback = null;
        if (!string.IsNullOrWhiteSpace(list))
        {
            fallback = ProxyList.Parse(list, out var error);
            if (fallback is null)
                return $"The value {error}";
        }

        _stack.Routes.SetProxies(_stack.Routes.Main, fallback);
        return null;
    }

    private async Task<HostState> ProbeAsync(Uri server, CancellationToken cancellationToken)
    {
        using var manifest = new MemoryStream();
        var started = _services.Time.GetTimestamp();
        var request = new FetchRequest { Server = server, Path = ".cvmfspublished", MaxSize = FetchLimits.MaxControlFile };
        var got = await _stack.Downloader.GetAsync(request, manifest, cancellationToken);
        return got.IsOk ? new HostState(server, HostProbe.Measured, _services.Time.GetElapsedTime(started)) : new HostState(server, HostProbe.Down, null);
    }
}
