using System.Net;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>How host names become addresses (formats §9.3).</summary>
public sealed record DnsSettings
{
    /// <summary>Name server to ask instead of those of <c>/etc/resolv.conf</c>, or null.</summary>
    public IPAddress? Server { get; init; }

    /// <summary>Time-out of one question.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Further questions after a time-out.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>An answer is used at least this long.</summary>
    public TimeSpan MinTtl { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>An answer is used at most this long.</summary>
    public TimeSpan MaxTtl { get; init; } = TimeSpan.FromSeconds(86400);

    /// <summary>4 or 6 to try addresses of that family first, 0 for the order of the answer.</summary>
    public int PreferredFamily { get; init; }

    /// <summary>Largest number of addresses of one proxy that are used; 0 = all.</summary>
    public int MaxAddressesPerProxy { get; init; }

    /// <summary>The hosts file.</summary>
    public string HostsFile { get; init; } = "/etc/hosts";
}
