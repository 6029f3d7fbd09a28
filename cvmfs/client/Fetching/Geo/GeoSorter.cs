using CernVM.Cvmfs.Client.Fetching.Routing;

namespace CernVM.Cvmfs.Client.Fetching.Geo;

/// <summary>Puts servers and fallback proxies into order by distance, as servers that know the world tell it (formats §9.5).</summary>
internal sealed class GeoSorter(Downloader downloader, string callerWithoutProxy, string? forcedCaller, ClientServices services)
{
    /// <summary>Separates servers from proxies in a request of a client that always uses fallback proxies.</summary>
    private const string ProxySeparator = "+PXYSEP+";

    /// <summary>Servers that are asked before the order stays as it is (upstream CernVM-FS).</summary>
    private const int MostAttempts = 3;

    private const int LongestReply = 64 * 1024;

    private RouteTable Routes => downloader.Routes;

    /// <summary>Orders the servers and fallback proxies in use. False when nobody could tell; then nothing has changed.</summary>
    public async ValueTask<bool> SortAsync(CancellationToken cancellationToken)
    {
        var proxies = Routes.Proxies;
        var fallbacks = proxies.Groups.Skip(proxies.FirstFallbackGroup).Select(group => group[0].Name ?? "").ToList();
        var servers = Routes.Servers.Hosts.Select(host => host.Url).OrderBy(NameOf, StringComparer.Ordinal).ToList();
        if (servers.Count < 2 && fallbacks.Count < 2)
            return true;

        var names = servers.Select(NameOf).ToList();
        if (proxies.FirstFallbackGroup == 0 && servers.Count > 1)
            names.Add(ProxySeparator);
        var firstProxy = names.Count;
        names.AddRange(fallbacks);
        if (await AskAsync(names, cancellationToken) is not { } order)
            return false;
        Routes.SetServers([.. order.Where(place => place < servers.Count).Select(place => new HostState(servers[place], HostProbe.Geographic, null))]);
        Routes.OrderFallbacks([.. order.Where(place => place >= firstProxy).Select(place => place - firstProxy)]);
        return true;
    }

    /// <summary>The same servers in order of distance; in their own order when nobody could tell.</summary>
    public async ValueTask<IReadOnlyList<Uri>> SortAsync(IReadOnlyList<Uri> servers, CancellationToken cancellationToken) =>
        servers.Count > 1 && await AskAsync([.. servers.Select(NameOf)], cancellationToken) is { } order ? [.. order.Select(place => servers[place])] : servers;

    private async ValueTask<int[]?> AskAsync(List<string> names, CancellationToken cancellationToken)
    {
        var servers = Routes.Servers.Hosts.Select(host => host.Url).ToArray();
        services.Random.Shuffle(servers);
        foreach (var server in servers.Take(MostAttempts))
        {
            using var reply = new MemoryStream();
            var request = new FetchRequest
            {
                Server = server,
                Path = $"api/v1.0/geo/{GeoCaller.Placeholder}/{string.Join(',', names)}",
                MaxSize = LongestReply,
                GeoCaller = new GeoCaller(callerWithoutProxy, forcedCaller),
            };
            var got = await downloader.GetAsync(request, reply, cancellationToken);
            if (!got.IsOk)
            {
                services.GeoFailed(server, got.Failure.Message);
                continue;
            }

            if (GeoReply.Parse(reply.GetBuffer().AsSpan(0, (int)reply.Length), names.Count) is { } order)
            {
                services.GeoOrdered(server);
                return order;
            }

            services.GeoFailed(server, $"its answer is no order of {names.Count} names");
        }

        return null;
    }

    private static string NameOf(Uri server) => server.Host.Length > 0 ? server.Host : server.OriginalString;
}
