using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>
/// The server and the proxy in use, shared by all requests, and how they change after failures (formats §§9.3–9.4): in a group one proxy is drawn and
/// kept; a failing one is set aside; after the last of a group comes the next group; after the last group, the next server.
/// </summary>
internal sealed class RouteTable
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<Uri> _servers;
    private readonly ProxyList _proxies;
    private readonly NetworkSettings _settings;
    private readonly ClientServices _services;
    private readonly ClientCounters _counters;
    private readonly List<ProxyEndpoint> _left = [];
    private int _server;
    private int _group;
    private int _chosen;
    private long _serverSince;
    private long _groupSince;

    public RouteTable(IReadOnlyList<Uri> servers, ProxyList proxies, NetworkSettings settings, ClientServices services, ClientCounters counters)
    {
        _servers = servers;
        _proxies = proxies;
        _settings = settings;
        _services = services;
        _counters = counters;
        EnterGroup(0);
    }

    /// <summary>Number of servers.</summary>
    public int ServerCount => _servers.Count;

    /// <summary>Number of proxies in all groups.</summary>
    public int ProxyCount { get; private set; }

    /// <summary>The way for a request now; goes back to the first server or group when that is due.</summary>
    /// <param name="shardKey">What is asked for; decides the proxy when requests are spread by URL.</param>
    public Route Current(string shardKey)
    {
        lock (_gate)
        {
            ResetWhenDue();
            var proxy = _settings.ShardProxies && _left.Count > 1 ? Shard(shardKey) : _left[_chosen];
            return new Route(_servers[_server], proxy);
        }
    }

    /// <summary>Sets a proxy aside. Does nothing when another request has done it already.</summary>
    public void ProxyFailed(Route route)
    {
        lock (_gate)
        {
            var index = _left.IndexOf(route.Proxy);
            if (index < 0)
                return;
            _left.RemoveAt(index);
            if (_left.Count == 0)
                EnterGroup((_group + 1) % _proxies.Groups.Count);
            else
                _chosen = _services.Random.Next(_left.Count);
            _counters.CountProxySwitch();
            _services.ProxySwitched(route.Proxy, _left[_chosen]);
        }
    }

    /// <summary>Goes to the next server, and back to the first proxy group. Does nothing when another request has done it already.</summary>
    public void ServerFailed(Route route)
    {
        lock (_gate)
        {
            if (_servers.Count == 1 || !ReferenceEquals(_servers[_server], route.Server))
                return;
            SwitchServer();
            _counters.CountHostSwitch();
            _services.HostSwitched(route.Server, _servers[_server]);
        }
    }

    /// <summary>Goes to the next server because somebody asked for it.</summary>
    public void NextServer()
    {
        lock (_gate)
            SwitchServer();
    }

    private void SwitchServer()
    {
        _server = (_server + 1) % _servers.Count;
        _serverSince = _services.Time.GetTimestamp();
        EnterGroup(0);
    }

    private void EnterGroup(int group)
    {
        ProxyCount = _proxies.Groups.Sum(members => members.Count);
        _group = group;
        _groupSince = _services.Time.GetTimestamp();
        _left.Clear();
        _left.AddRange(_proxies.Groups[group]);
        _chosen = _services.Random.Next(_left.Count);
    }

    private void ResetWhenDue()
    {
        if (_server != 0 && IsDue(_serverSince, _settings.HostResetAfter))
        {
            _server = 0;
            EnterGroup(0);
        }

        var isDegraded = _group != 0 || _left.Count < _proxies.Groups[0].Count;
        if (isDegraded && IsDue(_groupSince, _settings.ProxyResetAfter))
            EnterGroup(0);
    }

    private bool IsDue(long since, TimeSpan after) => after > TimeSpan.Zero && _services.Time.GetElapsedTime(since) >= after;

    // Rendezvous hashing: losing a proxy moves only the requests that it served.
    private ProxyEndpoint Shard(string key)
    {
        var best = _left[0];
        var highest = 0UL;
        foreach (var proxy in _left)
        {
            var score = Mix(key, proxy.ToString());
            if (score >= highest)
                (best, highest) = (proxy, score);
        }

        return best;
    }

    // FNV-1a with a final avalanche: equal in every process, unlike string.GetHashCode.
    private static ulong Mix(string key, string proxy)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in proxy)
            hash = (hash ^ c) * 1099511628211UL;
        foreach (var c in key)
            hash = (hash ^ c) * 1099511628211UL;
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }
}
