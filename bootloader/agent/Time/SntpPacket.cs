using System.Buffers.Binary;

namespace CernVM.Bootloader.Agent.Time;

/// <summary>The 48 bytes of SNTP version 4 (RFC 4330 §4).</summary>
internal static class SntpPacket
{
    /// <summary>Length of a packet without authentication.</summary>
    public const int Length = 48;

    private const int ModeClient = 3;
    private const int ModeServer = 4;
    private const int VersionShifted = 4 << 3;
    private const int Unsynchronised = 3;
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seconds wrap in 2036 (RFC 4330 §3): a number without the high bit counts from there.</summary>
    private static readonly DateTimeOffset SecondEpoch = Epoch.AddSeconds(1L << 32);

    /// <summary>A question. The server sends <paramref name="nonce"/> back, which tells its answer from a forged or late one.</summary>
    public static byte[] Request(ulong nonce)
    {
        var packet = new byte[Length];
        packet[0] = VersionShifted | ModeClient;
        BinaryPrimitives.WriteUInt64BigEndian(packet.AsSpan(40), nonce);
        return packet;
    }

    /// <summary>The server's time; null when the packet is no usable answer to the question.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> packet, ulong nonce)
    {
        if (packet.Length < Length
            || (packet[0] & 7) != ModeServer
            || packet[0] >> 6 == Unsynchronised
            || packet[1] is 0 or > 15 // stratum: 0 is a refusal
            || BinaryPrimitives.ReadUInt64BigEndian(packet[24..]) != nonce)
            return null;
        uint seconds = BinaryPrimitives.ReadUInt32BigEndian(packet[40..]);
        uint fraction = BinaryPrimitives.ReadUInt32BigEndian(packet[44..]);
        if (seconds == 0)
            return null;
        DateTimeOffset from = (seconds & 0x80000000) != 0 ? Epoch : SecondEpoch;
        return from.AddSeconds(seconds).AddTicks((long)(fraction * (double)TimeSpan.TicksPerSecond / (1L << 32)));
    }
}
