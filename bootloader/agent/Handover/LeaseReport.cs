using CernVM.Bootloader.Agent.Network.Dhcp;

namespace CernVM.Bootloader.Agent.Handover;

/// <summary>A DHCP lease for programs inside the OS.</summary>
internal sealed record LeaseReport(
    string Interface,
    string HardwareAddress,
    string Address,
    int PrefixLength,
    string Server,
    IReadOnlyList<string> Routers,
    IReadOnlyList<string> NameServers,
    string HostName,
    string Domain,
    IReadOnlyList<string> Search,
    int? Mtu,
    double LeaseSeconds)
{
    /// <summary>The lease in text.</summary>
    public static LeaseReport Of(DhcpLease lease) => new(
        lease.Interface, lease.HardwareAddress, $"{lease.Reply.Address}", lease.Reply.PrefixLength, $"{lease.Reply.Server}",
        [.. lease.Reply.Routers.Select(address => $"{address}")], [.. lease.Reply.NameServers.Select(address => $"{address}")],
        lease.Reply.HostName, lease.Reply.Domain, lease.Reply.Search, lease.Reply.Mtu, lease.Reply.LeaseTime.TotalSeconds);
}
