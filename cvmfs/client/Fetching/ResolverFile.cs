using System.Globalization;
using System.Net;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What resolv.conf(5) says of name servers and search domains.</summary>
/// <param name="Servers">Name servers, in order.</param>
/// <param name="Domains">Domains that are appended to short names.</param>
/// <param name="Dots">A name with at least so many dots is first asked for as it is.</param>
internal sealed record ResolverFile(IReadOnlyList<IPEndPoint> Servers, IReadOnlyList<string> Domains, int Dots)
{
    // resolv.conf(5): MAXNS; larger values of ndots are capped.
    private const int MostServers = 3;
    private const int MostDots = 15;
    private const int DnsPort = 53;

    /// <summary>Reads the file; a missing one names nothing.</summary>
    public static ResolverFile Read(string path)
    {
        var servers = new List<IPEndPoint>();
        IReadOnlyList<string> domains = [];
        var dots = 1;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            switch (line.Split(['#', ';'], 2)[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                case ["nameserver", var text, ..] when servers.Count < MostServers && IPAddress.TryParse(text, out var address):
                    servers.Add(new IPEndPoint(address, DnsPort));
                    break;
                case ["search" or "domain", .. var names]:
                    domains = [.. names.Select(name => name.Trim('.')).Where(name => name.Length > 0)];
                    break;
                case ["options", .. var options]:
                    dots = options.Where(option => option.StartsWith("ndots:", StringComparison.Ordinal))
                        .Select(option => int.TryParse(option.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MostDots) : dots)
                        .LastOrDefault(dots);
                    break;
            }
        }

        return new ResolverFile(servers, domains, dots);
    }

    /// <summary>The names to ask for, in order: resolv.conf(5), search.</summary>
    public IEnumerable<string> Candidates(string name)
    {
        if (name.EndsWith('.'))
            return [name.TrimEnd('.')];
        var longer = Domains.Select(domain => $"{name}.{domain}");
        return name.Count(c => c == '.') >= Dots ? longer.Prepend(name) : longer.Append(name);
    }
}
