using System.Net;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>How host names become addresses (formats §9.3).</summary>
public sealed record DnsSettings
{
    /// <summary>Name server to ask instead of those of <see cref="ResolverFile"/>, or null.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>Time-out of one question.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Further questions after a time-out.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>An answer is used at least this long.</summary>
    public TimeSpan MinTtl { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>An answer is used at most this long.</summary>
    public TimeSpan MaxTtl { get; init; } = TimeSpan.FromSeconds(86400);

    /// <summary>4 or 6 to use addresses of that family first, 0 for no preference of the administrator.</summary>
    public int PreferredFamily { get; init; }

    /// <summary>Whether IPv6 addresses are left out (environment <c>CVMFS_IPV4_ONLY</c>).</summary>
    public bool Ipv4Only { get; init; }

    /// <summary>Largest number of addresses of one proxy that are used; 0 = all.</summary>
    public int MaxAddressesPerProxy { get; init; }

    /// <summary>Whether a change of <see cref="ResolverFile"/> is noticed at the next question (<c>CVMFS_DNS_ROAMING</c>).</summary>
    public bool FollowsResolverFile { get; init; }

    /// <summary>The hosts file.</summary>
    public string HostsFile { get; init; } = "/etc/hosts";

    /// <summary>The file with name servers and search domains, see resolv.conf(5).</summary>
    public string ResolverFile { get; init; } = "/etc/resolv.conf";
}
