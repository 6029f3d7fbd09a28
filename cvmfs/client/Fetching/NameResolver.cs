using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;
using DnsClient;
using DnsClient.Protocol;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>
/// Host name → addresses, from literals, <c>/etc/hosts</c> and DNS with search domains, with the time-to-live bounds of formats §9.3. A failing name keeps
/// the addresses that it had.
/// </summary>
internal sealed class NameResolver(DnsSettings settings, ClientServices services)
{
    /// <summary>Names that are remembered (ours): servers, proxies, and what a PAC file asks for.</summary>
    private const int MostAnswers = 1024;

    private readonly ConcurrentDictionary<string, ResolvedName> _answers = new(StringComparer.OrdinalIgnoreCase);
    private volatile Resolver? _resolver;
    private volatile IPEndPoint? _server = settings.Server;

    /// <summary>The name server that is asked instead of the system's, or null.</summary>
    public IPEndPoint? Server
    {
        get => _server;
        set
        {
            _server = value;
            _resolver = null;
            _answers.Clear();
        }
    }

    /// <summary>All addresses, preferred family first, otherwise in random order; none when the name is unknown or no name server answers.</summary>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        (await FindAsync(host, cancellationToken)).Addresses;

    /// <summary>All addresses, preferred family first, otherwise in random order, and how long they count.</summary>
    public async ValueTask<ResolvedName> FindAsync(string host, CancellationToken cancellationToken)
    {
        var now = services.Time.SteadyNow();
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return new ResolvedName([literal], now + settings.MaxTtl);
        var resolver = CurrentResolver();
        if (_answers.TryGetValue(host, out var known) && now < known.Expires)
            return known;

        var found = FromHostsFile(resolver, host) ?? await AskAsync(resolver, host, cancellationToken);
        if (found.Addresses.Count == 0)
            found = found with { Addresses = known?.Addresses ?? [], Expires = now + settings.MinTtl };
        if (_answers.Count >= MostAnswers)
            _answers.Clear();

        // What failed for want of a name server is asked for again at once.
        if (found.Addresses.Count > 0)
            _answers[host] = found;
        return found;
    }

    private ResolvedName? FromHostsFile(Resolver resolver, string host)
    {
        // As in the original, the longest of all candidates that the file knows.
        var found = resolver.File.Candidates(host).OrderByDescending(name => name.Length)
            .Select(name => HostsFile.Find(settings.HostsFile, name)).FirstOrDefault(addresses => addresses.Count > 0);
        return found is null ? null : new ResolvedName(Order(found), services.Time.SteadyNow() + settings.MinTtl);
    }

    private async ValueTask<ResolvedName> AskAsync(Resolver resolver, string host, CancellationToken cancellationToken)
    {
        var failure = "no name server is known";
        foreach (var name in resolver.Client is null ? [] : resolver.File.Candidates(host))
        {
            try
            {
                var records = await QueryAsync(resolver.Client!, name, cancellationToken);
                if (records.Count > 0)
                    return new ResolvedName(Order([.. records.Select(record => record.Address)]), services.Time.SteadyNow() + Bounded(records.Min(record => record.TimeToLive)));
                failure = "the name is unknown";
            }
            catch (DnsResponseException error)
            {
                // The name servers may have changed since the file was read.
                _resolver = null;
                failure = error.Message.TrimEnd('.');
            }
        }

        return new ResolvedName([], default, failure);
    }

    // One family is enough; the failure of the other one counts only when there is none.
    private async Task<List<AddressRecord>> QueryAsync(LookupClient client, string name, CancellationToken cancellationToken)
    {
        Task<IDnsQueryResponse>[] questions = settings.Ipv4Only
            ? [client.QueryAsync(name, QueryType.A, cancellationToken: cancellationToken)]
            : [client.QueryAsync(name, QueryType.A, cancellationToken: cancellationToken), client.QueryAsync(name, QueryType.AAAA, cancellationToken: cancellationToken)];
        var answers = Task.WhenAll(questions);
        await ((Task)answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        var records = questions.Where(question => question.IsCompletedSuccessfully).SelectMany(question => question.Result.Answers.OfType<AddressRecord>()).ToList();
        if (records.Count == 0)
            await answers;
        return records;
    }

    private TimeSpan Bounded(int seconds)
    {
        var ttl = TimeSpan.FromSeconds(seconds);
        return ttl < settings.MinTtl ? settings.MinTtl : ttl > settings.MaxTtl ? settings.MaxTtl : ttl;
    }

    private IPAddress[] Order(List<IPAddress> addresses)
    {
        var shuffled = addresses.Where(address => !settings.Ipv4Only || address.AddressFamily == AddressFamily.InterNetwork).Distinct().ToArray();
        services.Random.Shuffle(shuffled);
        return settings.PreferredFamily == 0 ? shuffled : [.. shuffled.OrderBy(address => IsPreferred(address) ? 0 : 1)];
    }

    private bool IsPreferred(IPAddress address) =>
        address.AddressFamily == (settings.PreferredFamily == 6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork);

    private Resolver CurrentResolver()
    {
        var known = _resolver;
        var changed = settings.FollowsResolverFile ? File.GetLastWriteTimeUtc(settings.ResolverFile) : default;
        if (known is not null && (!settings.FollowsResolverFile || known.Changed == changed))
            return known;
        if (known is not null)
            _answers.Clear();
        var file = ResolverFile.Read(settings.ResolverFile);
        IReadOnlyList<IPEndPoint> servers = _server is { } server ? [server] : file.Servers;
        return _resolver = new Resolver(servers.Count == 0 ? null : NewClient(servers), file, changed);
    }

    private LookupClient NewClient(IEnumerable<IPEndPoint> servers) => new(new LookupClientOptions([.. servers])
    {
        Timeout = settings.Timeout > TimeSpan.Zero ? settings.Timeout : System.Threading.Timeout.InfiniteTimeSpan,
        Retries = settings.Retries,
        UseCache = false,
        ContinueOnDnsError = true,
    });

    private sealed record Resolver(LookupClient? Client, ResolverFile File, DateTime Changed);
}
