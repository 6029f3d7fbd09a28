using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching.Routing;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>The server and the proxy in use, shared by all requests, and how they change after failures (formats §§9.3–9.4).</summary>
internal sealed class RouteTable : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _resolving = new(1, 1);
    private readonly ServerChain _servers;
    private readonly ProxyGroups _proxies;
    private readonly ProxyExpansion _expansion;
    private readonly bool _resolves;
    private readonly ClientServices _services;
    private readonly ClientCounters _counters;

    /// <param name="settings">Servers, proxies and times.</param>
    /// <param name="names">Resolves proxies; null to use their names as they are.</param>
    /// <param name="services">Clock, dice, log.</param>
    /// <param name="counters">Counts the changes.</param>
    public RouteTable(NetworkSettings settings, NameResolver? names, ClientServices services, ClientCounters counters)
    {
        _services = services;
        _counters = counters;
        _expansion = new ProxyExpansion(settings.Dns, names, services);
        _resolves = names is not null;
        _servers = new ServerChain(settings.Servers, settings.HostResetAfter, services.Time);
        _proxies = new ProxyGroups(settings, services.Time, services.Random);
        Main = settings.Proxies;
        Fallback = settings.FallbackProxies;
        Install();
    }

    /// <summary>Number of servers.</summary>
    public int ServerCount => _servers.Hosts.Count;

    /// <summary>Number of proxies in all groups.</summary>
    public int ProxyCount => _proxies.Count;

    /// <summary>The proxies without fallback, as they were set last.</summary>
    public ProxyList Main { get; private set; }

    /// <summary>The fallback proxies, as they were set last.</summary>
    public ProxyList? Fallback { get; private set; }

    /// <summary>The servers and the index of the one in use.</summary>
    public (IReadOnlyList<HostState> Hosts, int Active) Servers
    {
        get
        {
            lock (_gate)
                return (_servers.Hosts, _servers.Current);
        }
    }

    /// <summary>The proxies and which one is in use.</summary>
    public ProxyOverview Proxies
    {
        get
        {
            lock (_gate)
            {
                var groups = _proxies.Groups.Select(group => (IReadOnlyList<ProxyState>)[.. group.Select(Show)]).ToList();
                return new ProxyOverview(groups, _proxies.Current, _proxies.FallbackStart, Show(_proxies.Active));
            }
        }
    }

    /// <summary>The way for a request now. Resolves names of proxies that are due, and goes back to the first server or group when that is due.</summary>
    public ValueTask<Route> ChooseAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ResetWhenDue();
            if (!_resolves || !_proxies.IsDue(_services.Time.SteadyNow()))
                return ValueTask.FromResult(Choose(request));
        }

        return ResolveAndChooseAsync(request, cancellationToken);
    }

    /// <summary>The way for an object now, with what is known of names.</summary>
    public Route Current(ContentHash? content = null)
    {
        lock (_gate)
        {
            ResetWhenDue();
            return Way(_proxies.Choose(content));
        }
    }

    /// <summary>Burns a proxy. Does nothing when another request has done it already.</summary>
    public void ProxyFailed(Route route)
    {
        lock (_gate)
        {
            if (!_proxies.Burn(route.Proxy))
                return;
            _counters.CountProxySwitch();
            _services.ProxySwitched(route.Proxy, _proxies.Active.Endpoint);
        }
    }

    /// <summary>Goes to the next server. Does nothing when another request has done it already.</summary>
    /// <param name="route">The way that failed.</param>
    /// <param name="afterAllProxies">Whether all proxies failed with it, so that the next server begins with the first group.</param>
    public void ServerFailed(Route route, bool afterAllProxies)
    {
        lock (_gate)
        {
            if (afterAllProxies)
                _proxies.StartOver();
            if (!ReferenceEquals(_servers.Active, route.Server) || !_servers.Next())
                return;
            _counters.CountHostSwitch();
            _services.HostSwitched(route.Server, _servers.Active);
        }
    }

    /// <summary>Goes to the next server because somebody asked for it.</summary>
    public void NextServer()
    {
        lock (_gate)
            _servers.Next();
    }

    /// <summary>Replaces the servers and begins with the first.</summary>
    public void SetServers(IReadOnlyList<HostState> hosts)
    {
        lock (_gate)
            _servers.Install(hosts);
    }

    /// <summary>Replaces proxies, fallback proxies, or both, and begins with the first group.</summary>
    public void SetProxies(ProxyList main, ProxyList? fallback)
    {
        lock (_gate)
        {
            (Main, Fallback) = (main, fallback);
            Install();
        }
    }

    /// <summary>Puts the fallback groups into another order (Geo API).</summary>
    public void OrderFallbacks(IReadOnlyList<int> order)
    {
        lock (_gate)
            _proxies.OrderFallbacks(order);
    }

    /// <summary>Draws another proxy of the group, burned ones included.</summary>
    public void Rebalance()
    {
        lock (_gate)
            _proxies.Rebalance();
    }

    /// <summary>Goes to the next proxy group.</summary>
    public void SwitchGroup()
    {
        lock (_gate)
            _proxies.SwitchGroup();
    }

    /// <inheritdoc/>
    public void Dispose() => _resolving.Dispose();

    private void Install()
    {
        var all = Main.WithFallback(Fallback);
        _proxies.Install(all.Groups.Select(group => group.Select(_expansion.Begin)), all.FallbackStart);
    }

    private async ValueTask<Route> ResolveAndChooseAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        await _resolving.WaitAsync(cancellationToken);
        try
        {
            List<ProxyEndpoint> due;
            lock (_gate)
                due = Due();
            var expanded = await Task.WhenAll(due.Select(proxy => _expansion.ExpandAsync(proxy, cancellationToken).AsTask()));
            lock (_gate)
            {
                for (var i = 0; i < due.Count; i++)
                    Replace(due[i], expanded[i]);
                return Choose(request);
            }
        }
        finally
        {
            _resolving.Release();
        }
    }

    // A name that had addresses and has none now keeps them for a while.
    private void Replace(ProxyEndpoint proxy, IReadOnlyList<ProxyMember> members)
    {
        var known = _proxies.Groups.SelectMany(group => group).Where(member => member.Configured == proxy).ToList();
        if (members is [{ IsResolved: false } failed] && known.Exists(member => !member.IsNew && member.IsResolved))
            members = [.. known.Select(member => member with { Expires = failed.Expires })];
        if (_proxies.Replace(proxy, members) && known.Exists(member => !member.IsNew))
            _services.ProxyAddressesChanged(proxy, members.Count);
    }

    private List<ProxyEndpoint> Due() => _proxies.Due(_services.Time.SteadyNow());

    private void ResetWhenDue()
    {
        if (_servers.ResetWhenDue(out var left))
            _services.HostReset(left, _servers.Active);
        if (_proxies.ResetWhenDue())
            _services.ProxyReset(_proxies.Active.Endpoint);
    }

    private Route Choose(FetchRequest request)
    {
        // The fallback proxies are put into order by the Geo API themselves, so they are not asked to carry its requests.
        var isGeo = request.GeoCaller is not null && _proxies.Current >= _proxies.FallbackStart;
        var route = isGeo ? new Route(_servers.Active, ProxyEndpoint.Direct) : Way(_proxies.Choose(request.Expected));
        return request.Server is { } server ? route with { Server = server } : route;
    }

    private Route Way(ProxyMember member) => new(_servers.Active, member.Endpoint) { ProxyName = member.Name, IsProxyUnknown = !member.IsResolved };

    private ProxyState Show(ProxyMember member)
    {
        var left = member.IsNew ? null : member.Expires - _services.Time.SteadyNow();
        return new ProxyState(member.Endpoint.ToString(), member.Name, left, member.IsResolved);
    }
}
