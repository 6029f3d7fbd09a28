using CernVM.Bootloader.Agent.Time;
using CsCheck;

namespace CernVM.Bootloader.Agent.Tests.Time;

public sealed class SntpPacketTests
{
    private const ulong Nonce = 0x0102030405060708;

    [Fact]
    public void A_question_is_version_4_from_a_client_and_carries_the_nonce()
    {
        byte[] packet = SntpPacket.Request(Nonce);

        Assert.Equal(48, packet.Length);
        Assert.Equal(0b00_100_011, packet[0]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], packet[40..]);
    }

    [Fact]
    public void An_answer_gives_the_servers_time() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, 500, TimeSpan.Zero), SntpPacket.Read(Answer(0xeead57c0), Nonce));

    [Fact]
    public void After_2036_the_seconds_begin_again() =>
        Assert.Equal(2036, SntpPacket.Read(Answer(0x00000010), Nonce)!.Value.Year);

    [Theory]
    [InlineData(0, 0b11_100_100)] // the server's own clock is not set
    [InlineData(0, 0b00_100_011)] // a client
    [InlineData(1, 0)]            // a refusal
    [InlineData(1, 16)]
    [InlineData(24, 9)]           // another nonce
    public void Anything_else_is_no_answer(int at, byte value)
    {
        byte[] packet = Answer(0xeeaae4c0);
        packet[at] = value;

        Assert.Null(SntpPacket.Read(packet, Nonce));
    }

    [Fact]
    public void Hostile_bytes_never_throw() => Gen.Byte.Array[0, 100].Sample(bytes => { _ = SntpPacket.Read(bytes, Nonce); });

    private static byte[] Answer(uint seconds)
    {
        var packet = new byte[48];
        packet[0] = 0b00_100_100;
        packet[1] = 2;
        SntpPacket.Request(Nonce)[40..].CopyTo(packet, 24);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(40), seconds);
        packet[44] = 0x80;
        return packet;
    }
}
