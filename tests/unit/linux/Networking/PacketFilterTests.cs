using CernVM.Cvmfs.Linux.Networking;

namespace CernVM.Cvmfs.Linux.Tests.Networking;

public class PacketFilterTests
{
    [Theory]
    [InlineData(17, 0, 68, 5, true)]
    [InlineData(17, 0, 68, 6, true)]
    [InlineData(17, 0, 67, 5, false)]
    [InlineData(6, 0, 68, 5, false)]
    [InlineData(17, 0x2000, 68, 5, true)]
    [InlineData(17, 0x0001, 68, 5, false)]
    public void OnlyUdpToThePortPasses(byte protocol, int fragment, int port, int headerWords, bool accepted)
    {
        var packet = new byte[64];
        packet[0] = (byte)(0x40 | headerWords);
        packet[6] = (byte)(fragment >> 8);
        packet[7] = (byte)fragment;
        packet[9] = protocol;
        packet[(headerWords * 4) + 3] = (byte)port;
        Assert.Equal(accepted, Run(packet) != 0);
    }

    // What the kernel does with the handful of instructions that the filter uses.
    private static uint Run(byte[] packet)
    {
        var program = PacketFilter.UdpToPort(68);
        uint accumulator = 0, index = 0;
        for (var at = 0; ; at++)
        {
            var step = program[at];
            switch (step.code)
            {
                case 0x30: accumulator = packet[step.k]; break;
                case 0x28: accumulator = Half(packet, step.k); break;
                case 0x48: accumulator = Half(packet, index + step.k); break;
                case 0xb1: index = (packet[step.k] & 0xfu) * 4; break;
                case 0x15: at += accumulator == step.k ? step.jt : step.jf; break;
                case 0x45: at += (accumulator & step.k) != 0 ? step.jt : step.jf; break;
                case 0x06: return step.k;
                default: throw new InvalidOperationException($"instruction {step.code:x}");
            }
        }
    }

    private static uint Half(byte[] packet, uint offset) => (uint)((packet[offset] << 8) | packet[offset + 1]);
}
