namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>What became of the attempt on one interface.</summary>
/// <param name="Interface">The kernel's name.</param>
/// <param name="Lease">Null when there is none.</param>
/// <param name="Why">The reason for no lease; empty with one.</param>
internal sealed record DhcpOutcome(string Interface, DhcpLease? Lease, string Why);
