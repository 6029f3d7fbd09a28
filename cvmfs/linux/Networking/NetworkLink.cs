namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>A network interface as the kernel lists it.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name, eth0.</param>
/// <param name="Address">Ethernet address; zero where it has none.</param>
/// <param name="Mtu">Largest packet in bytes.</param>
/// <param name="IsUp">Switched on.</param>
/// <param name="HasCarrier">The other end answers.</param>
/// <param name="IsLoopback">The machine itself.</param>
/// <param name="IsEthernet">Carries Ethernet frames.</param>
public sealed record NetworkLink(int Index, string Name, HardwareAddress Address, int Mtu, bool IsUp, bool HasCarrier, bool IsLoopback, bool IsEthernet);
