using System.Net;

namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>What a server's message says, as far as a booting machine wants to know.</summary>
internal sealed record DhcpReply
{
    /// <summary>Option 53.</summary>
    public required DhcpMessageType Type { get; init; }

    /// <summary>The address for the client (field yiaddr).</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Option 54; 0.0.0.0 when the server left it out.</summary>
    public IPAddress Server { get; init; } = IPAddress.Any;

    /// <summary>Option 1 as a prefix length; 24 when the server left it out.</summary>
    public int PrefixLength { get; init; } = 24;

    /// <summary>Option 3.</summary>
    public IReadOnlyList<IPAddress> Routers { get; init; } = [];

    /// <summary>Option 6.</summary>
    public IReadOnlyList<IPAddress> NameServers { get; init; } = [];

    /// <summary>Option 12, empty when missing or not a host name.</summary>
    public string HostName { get; init; } = "";

    /// <summary>Option 15, empty when missing or not a domain name.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Option 119.</summary>
    public IReadOnlyList<string> Search { get; init; } = [];

    /// <summary>Option 26 in bytes; null when missing or below the 68 that IPv4 demands.</summary>
    public int? Mtu { get; init; }

    /// <summary>Option 51.</summary>
    public TimeSpan LeaseTime { get; init; }

    /// <summary>Option 121.</summary>
    public IReadOnlyList<NetworkRoute> Routes { get; init; } = [];

    /// <summary>Option 56: the server's words on a refusal, printable ASCII only.</summary>
    public string Message { get; init; } = "";
}
