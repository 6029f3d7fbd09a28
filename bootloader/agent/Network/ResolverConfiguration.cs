using System.Net;
using System.Text;
using CernVM.Bootloader.Agent.Network.Dhcp;

namespace CernVM.Bootloader.Agent.Network;

/// <summary>The name servers and search domains of all leases, in the order of the interfaces, without repetitions.</summary>
internal sealed record ResolverConfiguration(IReadOnlyList<IPAddress> NameServers, IReadOnlyList<string> Search)
{
    /// <summary>The resolver of the C library reads no more (resolv.conf(5), MAXNS).</summary>
    private const int MaximumNameServers = 3;

    /// <summary>Gathers what the leases say.</summary>
    public static ResolverConfiguration Of(IEnumerable<DhcpLease> leases)
    {
        var servers = new List<IPAddress>();
        var search = new List<string>();
        foreach (DhcpReply reply in leases.Select(lease => lease.Reply))
        {
            servers.AddRange(reply.NameServers);
            search.AddRange(reply.Search);
            if (reply.Search.Count == 0 && reply.Domain.Length > 0)
                search.Add(reply.Domain);
        }

        return new ResolverConfiguration([.. servers.Distinct()], [.. search.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>The text of resolv.conf(5).</summary>
    public string ToFileText()
    {
        var text = new StringBuilder("# Written by the CernVM init agent from the DHCP leases.\n");
        if (Search.Count > 0)
            text.Append("search ").AppendJoin(' ', Search).Append('\n');
        foreach (IPAddress server in NameServers.Take(MaximumNameServers))
            text.Append("nameserver ").Append(server).Append('\n');
        return text.ToString();
    }
}
