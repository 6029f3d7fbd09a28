using System.Globalization;
using System.Net;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Commands on servers, proxies, time-outs and name servers, with the texts that scripts expect (formats §10.5).</summary>
internal static class NetworkCommands
{
    private const string Ok = "OK";

    public static readonly IReadOnlyList<TalkCommand> All =
    [
        Text("external host info", "servers of external data and the active one", context => Hosts(context.Client.ExternalNetwork)),
        WithArgument("external host set", "<URL>", "replace the servers of external data", (network, list, _) => ValueTask.FromResult(network.SetHosts(list)), isExternal: true),
        Text("external host switch", "go to the next server of external data", context => Do(context.Client.ExternalNetwork, network => network.SwitchHost())),
        Text("external proxy info", "proxies of external data in their groups", context => NetworkText.Proxies(context.Client.ExternalNetwork.Proxies)),
        WithArgument("external proxy set", "<proxy list>", "replace the proxies of external data", async (network, list, cancel) => await network.SetProxiesAsync(list, cancel), isExternal: true),
        Text("host info", "servers and the active one", context => Hosts(context.Client.Network)),
        new("host probe", "order the servers by their round trip", async (context, _, cancel) =>
        {
            await context.Client.Network.ProbeHostsAsync(cancel);
            return Ok;
        }),
        new("host probe geo", "order servers and fallback proxies by distance", async (context, _, cancel) =>
            await context.Client.Network.ProbeGeoAsync(cancel) ? Ok : "Failed"),
        WithArgument("host set", "<host list>", "replace the servers", (network, list, _) => ValueTask.FromResult(network.SetHosts(list))),
        Text("host switch", "go to the next server", context => Do(context.Client.Network, network => network.SwitchHost())),
        Text("nameserver get", "the name server that was set", context =>
            context.Client.Network.NameServer is { } server ? $"DNS server address: {(server.Port == 53 ? server.Address : server)}" : "DNS server not set."),
        WithArgument("nameserver set", "<host>", "ask another name server", (network, address, _) => ValueTask.FromResult(SetNameServer(network, address))),
        WithArgument("proxy fallback", "<proxy list>", "replace the fallback proxies", (network, list, _) => ValueTask.FromResult(network.SetFallbackProxies(list))),
        Text("proxy group switch", "go to the next proxy group", context => Do(context.Client.Network, network => network.SwitchProxyGroup())),
        Text("proxy info", "proxies in their groups and the active one", context => NetworkText.Proxies(context.Client.Network.Proxies)),
        Text("proxy rebalance", "draw another proxy of the group", context => Do(context.Client.Network, network => network.RebalanceProxies())),
        WithArgument("proxy set", "<proxy list>", "replace the proxies", async (network, list, cancel) => await network.SetProxiesAsync(list, cancel)),
        Text("timeout info", "time-outs of the network", context => Timeouts(context.Client.Network)),
        new("timeout set", "change the time-outs: seconds with proxy, seconds without", (context, words, _) => ValueTask.FromResult(SetTimeouts(context.Client.Network, words))),
    ];

    private static TalkCommand Text(string words, string help, Func<TalkContext, string> answer) =>
        new(words, help, (context, _, _) => ValueTask.FromResult(answer(context)));

    private static TalkCommand WithArgument(
        string words, string argument, string help, Func<NetworkControl, string, CancellationToken, ValueTask<string?>> set, bool isExternal = false) =>
        new(words, help, async (context, rest, cancel) =>
        {
            if (rest.Length == 0)
                return $"Usage: {words} {argument}";
            return Answer(await set(isExternal ? context.Client.ExternalNetwork : context.Client.Network, string.Concat(rest), cancel));
        });

    private static string Answer(string? wrong) => wrong is null ? Ok : $"Failed, {wrong}";

    private static string Do(NetworkControl network, Action<NetworkControl> action)
    {
        action(network);
        return Ok;
    }

    private static string Hosts(NetworkControl network) => NetworkText.Hosts(network.Hosts, network.ActiveHost);

    private static string? SetNameServer(NetworkControl network, string address)
    {
        if (!IPAddress.TryParse(address, out var server))
            return $"'{address}' is no IP address";
        network.NameServer = new IPEndPoint(server, 53);
        return null;
    }

    private static string SetTimeouts(NetworkControl network, string[] words)
    {
        if (words is not [var proxy, var direct])
            return "Usage: timeout set <proxy> <direct>";
        if (!int.TryParse(proxy, NumberStyles.None, CultureInfo.InvariantCulture, out var through)
            || !int.TryParse(direct, NumberStyles.None, CultureInfo.InvariantCulture, out var without))
            return "Failed, time-outs are whole numbers of seconds";
        network.Timeouts = (TimeSpan.FromSeconds(through), TimeSpan.FromSeconds(without));
        return Ok;
    }

    private static string Timeouts(NetworkControl network)
    {
        var (proxy, direct) = network.Timeouts;
        return $"Timeout with proxy: {Show(proxy)}\nTimeout without proxy: {Show(direct)}";

        static string Show(TimeSpan time) => time == TimeSpan.Zero ? "no timeout" : $"{(long)time.TotalSeconds}s";
    }
}
