using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>Programs of the classic packet filter (Documentation/networking/filter.rst) over an IPv4 packet.</summary>
internal static class PacketFilter
{
    private const ushort LoadByte = 0x30; // BPF_LD | BPF_B | BPF_ABS
    private const ushort LoadHalf = 0x28; // BPF_LD | BPF_H | BPF_ABS
    private const ushort LoadHalfIndexed = 0x48; // BPF_LD | BPF_H | BPF_IND
    private const ushort LoadHeaderLength = 0xb1; // BPF_LDX | BPF_B | BPF_MSH: four times the low nibble
    private const ushort JumpEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort JumpAnySet = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private const ushort Return = 0x06; // BPF_RET | BPF_K
    private const uint ProtocolOffset = 9;
    private const uint FragmentOffset = 6;
    private const uint FragmentMask = 0x1fff;
    private const uint DestinationPortOffset = 2;
    private const uint Udp = 17;

    /// <summary>Accepts unfragmented UDP to a port, drops the rest.</summary>
    public static sock_filter[] UdpToPort(ushort port) =>
    [
        new() { code = LoadByte, k = ProtocolOffset },
        new() { code = JumpEqual, k = Udp, jt = 0, jf = 6 },
        new() { code = LoadHalf, k = FragmentOffset },
        new() { code = JumpAnySet, k = FragmentMask, jt = 4, jf = 0 },
        new() { code = LoadHeaderLength, k = 0 },
        new() { code = LoadHalfIndexed, k = DestinationPortOffset },
        new() { code = JumpEqual, k = port, jt = 0, jf = 1 },
        new() { code = Return, k = uint.MaxValue },
        new() { code = Return, k = 0 },
    ];
}
