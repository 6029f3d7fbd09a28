using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Fetching.Discovery;

namespace CernVM.Cvmfs.Pac;

/// <summary>The functions on names and addresses that a PAC file may call (Netscape's "Navigator Proxy Auto-Config File Format", 1996, and Microsoft's IPv6 extensions).</summary>
internal sealed class PacFunctions(IProxyScriptHost host)
{
    /// <summary>Names that one evaluation may look up (ours): each may wait for a name server.</summary>
    public const int MostLookups = 64;

    private int _lookups;

    /// <summary>Whether a name has no domain.</summary>
    public static bool IsPlainHostName(string name) => !name.Contains('.', StringComparison.Ordinal);

    /// <summary>Whether a name ends with a domain, letters of either case.</summary>
    public static bool DnsDomainIs(string name, string domain) => name.EndsWith(domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is the given full one, or its first part alone.</summary>
    public static bool LocalHostOrDomainIs(string name, string full) =>
        string.Equals(name, full, StringComparison.OrdinalIgnoreCase) || full.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase);

    /// <summary>Number of dots in a name.</summary>
    public static int DnsDomainLevels(string name) => name.Count(c => c == '.');

    /// <summary>An IPv4 address as a number; 0 for anything else.</summary>
    public static uint ConvertAddress(string text) => ParseIpv4(text) ?? 0;

    /// <summary>Whether a text matches a shell pattern with <c>*</c> and <c>?</c>. Time is at most the product of the lengths.</summary>
    public static bool ShellMatch(string text, string pattern)
    {
        int t = 0, p = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, mark) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
                (t, p) = (t + 1, p + 1);
            else if (star >= 0)
                (t, p) = (++mark, star + 1);
            else
                return false;
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }

    /// <summary>Whether a prefix in CIDR notation holds an address.</summary>
    public static bool IsInPrefix(string address, string prefix) =>
        IPAddress.TryParse(address, out var ip) && IPNetwork.TryParse(prefix, out var network) && network.Contains(ip);

    /// <summary>Whether a name has an IPv4 address.</summary>
    public bool IsResolvable(string name) => Resolve(name) is not null;

    /// <summary>Whether a name's or an address's masked bits are those of a network.</summary>
    public bool IsInNet(string name, string network, string mask)
    {
        var address = ParseIpv4(name) ?? (Resolve(name) is { } resolved ? ParseIpv4(resolved) : null);
        return address is { } bits && ParseIpv4(network) is { } wanted && ParseIpv4(mask) is { } masked && (bits & masked) == (wanted & masked);
    }

    /// <summary>The first IPv4 address of a name, or null.</summary>
    public string? Resolve(string name) => Addresses(name).FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)?.ToString();

    /// <summary>All addresses of a name, separated by semicolons.</summary>
    public string ResolveAll(string name) => string.Join(';', Addresses(name));

    /// <summary>This machine's first IPv4 address.</summary>
    public string OwnAddress() => host.OwnAddresses().FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)?.ToString() ?? "127.0.0.1";

    /// <summary>All of this machine's addresses, separated by semicolons.</summary>
    public string OwnAddresses() => string.Join(';', host.OwnAddresses());

    private IReadOnlyList<IPAddress> Addresses(string name)
    {
        if (IPAddress.TryParse(name, out var literal))
            return [literal];
        if (++_lookups > MostLookups)
            throw new PacLimitException(string.Create(CultureInfo.InvariantCulture, $"it looks up more than {MostLookups} names"));
        return host.Resolve(name);
    }

    // Four decimal numbers; IPAddress would also take "10.1" and octal numbers.
    private static uint? ParseIpv4(string text)
    {
        if (text.Split('.') is not { Length: 4 } parts)
            return null;
        uint bits = 0;
        foreach (var part in parts)
        {
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
                return null;
            bits = (bits << 8) | octet;
        }

        return bits;
    }
}
