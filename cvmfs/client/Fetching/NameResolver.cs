using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;
using DnsClient;
using DnsClient.Protocol;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Host name → addresses, from literals, <c>/etc/hosts</c> and DNS, with the time-to-live bounds of formats §9.3.</summary>
internal sealed class NameResolver(DnsSettings settings, ClientServices services)
{
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.OrdinalIgnoreCase);
    private LookupClient? _client;

    /// <summary>All addresses, preferred family first, otherwise in random order; empty when the name is unknown.</summary>
    /// <exception cref="DnsResponseException">No name server answered.</exception>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return [literal];
        if (_answers.TryGetValue(host, out var known) && services.Time.GetUtcNow() < known.Expires)
            return known.Addresses;

        var addresses = HostsFile.Find(settings.HostsFile, host);
        var ttl = settings.MinTtl;
        if (addresses.Count == 0)
            ttl = await AskAsync(host, addresses, cancellationToken);
        if (addresses.Count == 0)
            return known?.Addresses ?? [];

        var shuffled = addresses.ToArray();
        services.Random.Shuffle(shuffled);
        IReadOnlyList<IPAddress> ordered = settings.PreferredFamily == 0 ? shuffled : [.. shuffled.OrderBy(address => IsPreferred(address) ? 0 : 1)];
        _answers[host] = new Answer(ordered, services.Time.GetUtcNow() + ttl);
        return ordered;
    }

    private bool IsPreferred(IPAddress address) =>
        address.AddressFamily == (settings.PreferredFamily == 6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork);

    private async ValueTask<TimeSpan> AskAsync(string host, List<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var client = _client ??= NewClient();
        try
        {
            var answers = await Task.WhenAll(
                client.QueryAsync(host, QueryType.A, cancellationToken: cancellationToken),
                client.QueryAsync(host, QueryType.AAAA, cancellationToken: cancellationToken));
            var ttl = settings.MaxTtl;
            foreach (var record in answers.SelectMany(answer => answer.Answers).OfType<AddressRecord>())
            {
                addresses.Add(record.Address);
                ttl = TimeSpan.FromSeconds(Math.Min(ttl.TotalSeconds, record.TimeToLive));
            }

            return ttl < settings.MinTtl ? settings.MinTtl : ttl;
        }
        catch (DnsResponseException)
        {
            // The name servers may have changed since the client read them.
            _client = null;
            throw;
        }
    }

    private LookupClient NewClient()
    {
        var options = settings.Server is { } server ? new LookupClientOptions(server) : new LookupClientOptions();
        options.Timeout = settings.Timeout;
        options.Retries = settings.Retries;
        options.UseCache = false;
        return new LookupClient(options);
    }

    private sealed record Answer(IReadOnlyList<IPAddress> Addresses, DateTimeOffset Expires);
}
