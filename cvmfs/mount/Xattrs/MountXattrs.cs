using System.Globalization;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>Synthetic attributes that speak of the whole mount; every entry has them.</summary>
internal static class MountXattrs
{
    private const long BytesPerKilobyte = 1024;
    private const string NoHosts = "internal error: no hosts defined";

    public static readonly IReadOnlyList<MagicXattr> All =
    [
        Value("user.authz", context => context.Client.Membership) with { IsPresent = static context => context.Client.Membership is not null },
        Value("user.expires", Expires),
        Value("user.external_host", context => ActiveHost(context.Client.ExternalNetwork) ?? NoHosts),
        Value("user.external_timeout", context => Seconds(context.Client.ExternalNetwork.Timeouts.Direct)),
        Value("user.fqrn", context => context.Client.Name.ToString()),
        Value("user.hitrate", HitRate),
        Value("user.host", context => ActiveHost(context.Client.Network) ?? NoHosts),
        Value("user.host_list", HostList),
        Value("user.inode_max", context => context.Client.InodeLimit.ToString(CultureInfo.InvariantCulture)),
        Value("user.logbuffer", context => string.Concat(context.Log.Recent.Reverse().Select(entry => entry + '\n'))),
        Value("user.maxfd", _ => Number((long)Math.Min(OpenFileLimit(), long.MaxValue))),
        Value("user.ncleanup24", Cleanups),
        Value("user.nclg", context => Number(context.Client.Counters.OpenCatalogs)),
        Value("user.ndiropen", context => Number(context.Statistics.DirectoryOpens)),
        Value("user.ndownload", context => Number(context.Client.Counters.Downloads)),
        Value("user.nioerr", context => Number(context.Client.Counters.IoErrors)),
        Value("user.nopen", context => Number(context.Client.Counters.Opens)),
        Value("user.pid", _ => Number(ProcessControl.Id)),
        Value("user.proxy", context => context.Client.Network.Proxies.Active.Url),
        Value("user.proxy_list", context => ProxyList(context.Client.Network)),
        Value("user.proxy_list_external", context => ProxyList(context.Client.ExternalNetwork)),
        Value("user.pubkeys", PublicKeys),
        Value("user.revision", context => context.Client.CurrentRevision.Number.Number.ToString(CultureInfo.InvariantCulture)),
        Value("user.root_hash", context => context.Client.CurrentRevision.RootCatalog.ToString()),
        Value("user.rx", context => Number(context.Client.Counters.BytesReceived / BytesPerKilobyte)),
        Value("user.speed", Speed),
        Value("user.tag", context => context.Client.CurrentRevision.Tag ?? ""),
        Value("user.talk_socket", context => context.TalkSocket),
        Value("user.timeout", context => Seconds(context.Client.Network.Timeouts.Proxy)),
        Value("user.timeout_direct", context => Seconds(context.Client.Network.Timeouts.Direct)),
        Value("user.timestamp_last_ioerr", context => Number(context.Client.Counters.LastIoError?.ToUnixTimeSeconds() ?? 0)),
        Value("user.uptime", context => Number((long)(context.Clock.GetUtcNow() - context.Statistics.StartedAt).TotalMinutes)),
        Value("user.usedfd", context => Number(context.Statistics.OpenFiles)),
        Value("user.useddirp", context => Number(context.Statistics.OpenDirectories)),
        Value("user.version", _ => ProductVersion.Number),
    ];

    private static MagicXattr Value(string name, Func<MagicContext, string?> read) =>
        new(name, static _ => true, (context, _, _) => ValueTask.FromResult(read(context)));

    private static string Number(long value) => MagicXattrTable.Number(value);

    private static string Seconds(TimeSpan time) => Number((long)time.TotalSeconds);

    private static string? ActiveHost(NetworkControl network) => network.Hosts.Count == 0 ? null : NetworkText.Url(network.Hosts[network.ActiveHost].Url);

    // The active one first, then those that would follow.
    private static string HostList(MagicContext context)
    {
        var (hosts, active) = (context.Client.Network.Hosts, context.Client.Network.ActiveHost);
        return hosts.Count == 0 ? NoHosts : string.Join(';', hosts.Skip(active).Concat(hosts.Take(active)).Select(host => NetworkText.Url(host.Url)));
    }

    private static string ProxyList(NetworkControl network) =>
        string.Concat(network.Proxies.Groups.SelectMany(group => group).Select(proxy => proxy.Url + "\n"));

    private static string Expires(MagicContext context)
    {
        if (context.Client.CurrentRevision.IsFixed)
            return "never (fixed root catalog)";
        var left = context.Client.NextCheck - context.Clock.GetUtcNow();
        return left is { } time ? Number(Math.Max(0, (long)time.TotalMinutes)) : "never (no automatic update)";
    }

    private static string Cleanups(MagicContext context) =>
        Number(context.Client.CacheAbilities.HasFlag(QuotaAbilities.Rate) ? context.Client.CacheCleanupsWithin(TimeSpan.FromDays(1)) : -1);

    private static string HitRate(MagicContext context)
    {
        var counters = context.Client.Counters;
        var all = counters.CacheHits + counters.CacheMisses;
        return all == 0 ? "n/a" : (100.0 * counters.CacheHits / all).ToString("F3", CultureInfo.InvariantCulture);
    }

    private static string Speed(MagicContext context)
    {
        var seconds = context.Client.Counters.TransferTime.TotalSeconds;
        return seconds <= 0 ? "n/a" : Number((long)(context.Client.Counters.BytesReceived / BytesPerKilobyte / seconds));
    }

    private static string PublicKeys(MagicContext context)
    {
        var keys = context.Client.Settings.Trust.PublicKeyFiles.Where(File.Exists).Select(file => File.ReadAllText(file).Trim());
        return string.Join('\n', keys);
    }

    private static ulong OpenFileLimit() => ResourceLimit.Get(LimitedResource.OpenFiles).TryGet(out var limit) ? limit.Soft : 0;
}
