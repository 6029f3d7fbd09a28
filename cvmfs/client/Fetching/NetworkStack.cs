using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching.Blocking;
using CernVM.Cvmfs.Client.Fetching.Discovery;
using CernVM.Cvmfs.Client.Fetching.Geo;
using CernVM.Cvmfs.Client.Fetching.Routing;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What fetches one kind of files, objects of the repository or external ones: routes, connections, downloads, discovery, order.</summary>
internal sealed class NetworkStack : IDisposable
{
    private readonly NetworkSettings _settings;
    private readonly ClientServices _services;
    private readonly ClientCounters _counters;
    private readonly string _workspace;
    private readonly BlockingAttempt _blocking;

    public NetworkStack(NetworkSettings settings, NameResolver names, string workspace, ClientServices services, ClientCounters counters, int connectionsAhead = 0)
    {
        _settings = settings;
        _services = services;
        _counters = counters;
        _workspace = workspace;
        Names = names;
        Connections = new ConnectionPool(settings, names, services, connectionsAhead);
        _blocking = new BlockingAttempt(Connections, names, settings, services, counters);
        Routes = new RouteTable(settings, names, services, counters);
        Downloader = NewDownloader(Routes);
    }

    /// <summary>Names of servers and proxies.</summary>
    public NameResolver Names { get; }

    /// <summary>Connections and their time-outs.</summary>
    public ConnectionPool Connections { get; }

    /// <summary>Servers and proxies in use.</summary>
    public RouteTable Routes { get; }

    /// <summary>Gets files.</summary>
    public Downloader Downloader { get; }

    /// <summary>Finds proxies where the settings ask for that, and puts the servers into order. Must run before the first download.</summary>
    /// <param name="orderedBy">The stack whose servers know distances; null for this one.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async ValueTask<ClientFailure?> StartAsync(NetworkStack? orderedBy, CancellationToken cancellationToken)
    {
        if (_settings.Proxies.NeedsDiscovery)
        {
            var found = await DiscoverAsync(_settings.Proxies, cancellationToken);
            if (!found.IsOk)
                return found.Failure;
            Routes.SetProxies(found.Value, _settings.FallbackProxies);
        }

        if (_settings.UseGeoApi)
            await OrderAsync(orderedBy, cancellationToken);
        var hosts = Routes.Servers.Hosts;
        if (hosts.Count > _settings.MaxServers)
            Routes.SetServers([.. hosts.Take(_settings.MaxServers)]);
        return null;
    }

    /// <summary>Replaces <c>auto</c> in a proxy list.</summary>
    public async ValueTask<ClientResult<ProxyList>> DiscoverAsync(ProxyList list, CancellationToken cancellationToken)
    {
        if (!list.NeedsDiscovery)
            return list;
        using var routes = new RouteTable(_settings with { Proxies = ProxyList.Direct, FallbackProxies = null }, null, _services, _counters);
        var servers = Routes.Servers.Hosts.Select(host => host.Url).ToList();
        return await new ProxyDiscovery(_settings.Discovery, NewDownloader(routes), Names, _services).ResolveAsync(list, servers, cancellationToken);
    }

    /// <summary>Asks for distances.</summary>
    public GeoSorter NewSorter() => new(Downloader, WorkspaceIdentity.LoadOrCreate(_workspace), _settings.GeoCaller, _services);

    /// <inheritdoc/>
    public void Dispose()
    {
        _blocking.Dispose();
        Connections.Dispose();
        Routes.Dispose();
    }

    private async ValueTask OrderAsync(NetworkStack? orderedBy, CancellationToken cancellationToken)
    {
        if (orderedBy is null)
        {
            await NewSorter().SortAsync(cancellationToken);
            return;
        }

        var servers = Routes.Servers.Hosts.Select(host => host.Url).ToList();
        Routes.SetServers(ServerChain.Unprobed(await orderedBy.NewSorter().SortAsync(servers, cancellationToken)));
    }

    private Downloader NewDownloader(RouteTable routes) =>
        new(_settings, routes, new HttpAttempt(Connections, _blocking, _settings, _services, _counters), _services, _counters);
}
