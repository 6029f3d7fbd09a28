namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>A confirmed lease of one interface.</summary>
internal sealed record DhcpLease(string Interface, string HardwareAddress, DhcpReply Reply);
