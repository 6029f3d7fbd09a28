namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>The DHCP options that the client sends or reads (RFC 2132, 3397, 3442).</summary>
internal enum DhcpOption : byte
{
    Pad = 0,
    SubnetMask = 1,
    Routers = 3,
    DomainNameServers = 6,
    HostName = 12,
    DomainName = 15,
    InterfaceMtu = 26,
    RequestedAddress = 50,
    LeaseTime = 51,
    Overload = 52,
    MessageType = 53,
    ServerIdentifier = 54,
    ParameterRequestList = 55,
    Message = 56,
    MaximumMessageSize = 57,
    ClientIdentifier = 61,
    DomainSearch = 119,
    ClasslessRoutes = 121,
    End = 255,
}
