using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Client.Fetching.Routing;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Servers and proxies in the words of the original.</summary>
internal static class NetworkText
{
    private const int Hour = 3600;
    private const int Minute = 60;

    /// <summary>Answer of <c>host info</c>.</summary>
    public static string Hosts(IReadOnlyList<HostState> hosts, int active)
    {
        if (hosts.Count == 0)
            return "No hosts defined";
        var text = new StringBuilder();
        for (var index = 0; index < hosts.Count; index++)
        {
            var state = hosts[index].Probe switch
            {
                HostProbe.Measured => string.Create(CultureInfo.InvariantCulture, $"{(long)hosts[index].RoundTrip.GetValueOrDefault().TotalMilliseconds} ms"),
                HostProbe.Down => "host down",
                HostProbe.Geographic => "geographically ordered",
                _ => "unprobed",
            };
            text.Append(CultureInfo.InvariantCulture, $"  [{index}] {Url(hosts[index].Url)} ({state})\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"Active host {active}: {Url(hosts[active].Url)}\n").ToString();
    }

    /// <summary>Answer of <c>proxy info</c>.</summary>
    public static string Proxies(ProxyOverview proxies)
    {
        var text = new StringBuilder("Load-balance groups:\n");
        for (var index = 0; index < proxies.Groups.Count; index++)
            text.Append(CultureInfo.InvariantCulture, $"[{index}] {string.Join(", ", proxies.Groups[index].Select(proxy => Proxy(proxy)))}\n");
        text.Append(CultureInfo.InvariantCulture, $"Active proxy: [{proxies.ActiveGroup}] {proxies.Active.Url}\n");
        if (proxies.FirstFallbackGroup < proxies.Groups.Count)
            text.Append(CultureInfo.InvariantCulture, $"First fallback group: [{proxies.FirstFallbackGroup}]\n");
        return text.ToString();
    }

    /// <summary>A base URL without trailing slash.</summary>
    public static string Url(Uri server) => server.ToString().TrimEnd('/');

    private static string Proxy(ProxyState proxy)
    {
        if (proxy.Name is null)
            return proxy.Url;
        if (proxy.ExpiresIn is not { } expires)
            return $"{proxy.Url} ({proxy.Name}, not used yet)";
        var left = (long)expires.TotalSeconds;
        var time = Math.Abs(left) >= Hour ? $"{left / Hour}h" : Math.Abs(left) >= Minute ? $"{left / Minute}m" : $"{left}s";
        return $"{proxy.Url} ({(proxy.IsResolved ? proxy.Name : ":unresolved:")}, {(left >= 0 ? "+" : "")}{time})";
    }
}
