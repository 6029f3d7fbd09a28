using System.Buffers.Binary;
using CernVM.Bootloader.Agent.Network.Dhcp;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Bootloader.Agent.Tests.Network;

public sealed class DhcpClientTests
{
    private const byte Discover = 1, Offer = 2, Request = 3, Ack = 5, Nak = 6;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_offer_is_requested_and_its_acknowledgement_is_the_lease()
    {
        using var link = new ScriptedLink(_time, Obliging);

        DhcpOutcome outcome = Run(link);

        Assert.Equal("10.0.2.15", outcome.Lease!.Reply.Address.ToString());
        Assert.Equal("52:54:00:12:34:56", outcome.Lease.HardwareAddress);
        Assert.Equal([Discover, Request], link.Sent.Select(Kind));
        Assert.Equal(Transaction(link.Sent[0]), Transaction(link.Sent[1]));
    }

    [Fact]
    public void Silence_ends_after_a_bounded_number_of_tries_that_wait_longer_and_longer()
    {
        using var link = new ScriptedLink(_time, _ => []);
        DateTimeOffset begin = _time.GetUtcNow();

        DhcpOutcome outcome = Run(link);

        Assert.Null(outcome.Lease);
        Assert.Equal("no DHCP server answered", outcome.Why);
        Assert.Equal(6, link.Sent.Count);
        Assert.InRange(_time.GetUtcNow() - begin, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Messages_for_others_and_rubbish_are_passed_over()
    {
        using var link = new ScriptedLink(_time, message => [[], [1, 2, 3], Answer(message, Offer, Transaction(message) ^ 1), .. Obliging(message)]);

        Assert.NotNull(Run(link).Lease);
    }

    [Fact]
    public void A_refusal_starts_again_and_its_words_are_told()
    {
        using var link = new ScriptedLink(_time, message =>
            [Kind(message) == Discover ? Answer(message, Offer) : Answer(message, Nak, null, [56, 4, .. "busy"u8])]);

        DhcpOutcome outcome = Run(link);

        Assert.Equal("the server 10.0.2.2 took its offer back: busy", outcome.Why);
        Assert.Equal(12, link.Sent.Count);
    }

    [Fact]
    public void An_acknowledgement_of_another_address_is_no_lease()
    {
        using var link = new ScriptedLink(_time, message =>
        {
            byte[] answer = Answer(message, Kind(message) == Discover ? Offer : Ack);
            answer[19] = Kind(message) == Discover ? (byte)15 : (byte)16;
            return [answer];
        });

        Assert.Equal("the server 10.0.2.2 offered 10.0.2.15 and then fell silent", Run(link).Why);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var link = new ScriptedLink(_time, _ => []);

        Assert.Null(new DhcpClient(_time, new Random(1)).Run(link, new CancellationToken(canceled: true)).Lease);
        Assert.Empty(link.Sent);
    }

    private DhcpOutcome Run(ScriptedLink link) => new DhcpClient(_time, new Random(1)).Run(link, CancellationToken.None);

    private static IEnumerable<byte[]> Obliging(byte[] message) => [Answer(message, Kind(message) == Discover ? Offer : Ack)];

    private static byte[] Answer(byte[] message, byte kind, uint? transaction = null, byte[]? more = null) =>
        FakeDhcpMessage.Reply(transaction ?? Transaction(message), message[28..34], "10.0.2.15",
            [53, 1, kind, 54, 4, 10, 0, 2, 2, .. more ?? [], 255]);

    private static byte Kind(byte[] message) => message[242];

    private static uint Transaction(byte[] message) => BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(4));
}
