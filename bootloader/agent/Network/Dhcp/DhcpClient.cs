using System.Globalization;
using System.Net;

namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>
/// The client side of RFC 2131 §3.1 for one interface: discover, take the first offer, request it, with retries that double
/// their wait. It never renews: leases outlast the boot, and then the OS has its own client.
/// </summary>
/// <param name="time">Measures the waits.</param>
/// <param name="random">Makes transaction numbers and the jitter of the retries.</param>
internal sealed class DhcpClient(TimeProvider time, Random random)
{
    private const int Attempts = 6;
    private const int RequestsPerOffer = 2;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    /// <summary>Blocks until there is a lease or every attempt has failed.</summary>
    public DhcpOutcome Run(IDhcpLink link, CancellationToken cancellation)
    {
        long begin = time.GetTimestamp();
        string why = "no DHCP server answered";
        TimeSpan wait = FirstWait;
        for (int attempt = 0; attempt < Attempts && !cancellation.IsCancellationRequested; attempt++)
        {
            var exchange = new Exchange(link, (uint)random.NextInt64(1, uint.MaxValue), begin, cancellation);
            if (Offer(exchange, Jitter(wait)) is { } offer)
            {
                DhcpReply? answer = Confirm(exchange, offer);
                if (answer is { Type: DhcpMessageType.Ack })
                    return new DhcpOutcome(link.Name, new DhcpLease(link.Name, Text(link.HardwareAddress.Span), answer), "");
                why = answer is null
                    ? $"the server {offer.Server} offered {offer.Address} and then fell silent"
                    : $"the server {offer.Server} took its offer back{(answer.Message.Length > 0 ? ": " + answer.Message : "")}";
            }

            why = exchange.SendError ?? why;
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }

        return new DhcpOutcome(link.Name, null, why);
    }

    private DhcpReply? Offer(Exchange exchange, TimeSpan wait)
    {
        exchange.Send(DhcpMessageWriter.Discover(exchange.Transaction, exchange.Hardware, Seconds(exchange)));
        return Await(exchange, wait, reply =>
            reply.Type == DhcpMessageType.Offer && !reply.Address.Equals(IPAddress.Any) && !reply.Server.Equals(IPAddress.Any));
    }

    private DhcpReply? Confirm(Exchange exchange, DhcpReply offer)
    {
        for (int i = 0; i < RequestsPerOffer; i++)
        {
            exchange.Send(DhcpMessageWriter.Request(
                exchange.Transaction, exchange.Hardware, Seconds(exchange), offer.Address, offer.Server));
            DhcpReply? answer = Await(exchange, FirstWait * (1 << i), reply =>
                (reply.Type == DhcpMessageType.Ack && reply.Address.Equals(offer.Address)) || reply.Type == DhcpMessageType.Nak);
            if (answer is not null)
                return answer;
        }

        return null;
    }

    private DhcpReply? Await(Exchange exchange, TimeSpan wait, Func<DhcpReply, bool> wanted)
    {
        long begin = time.GetTimestamp();
        while (!exchange.Cancellation.IsCancellationRequested)
        {
            TimeSpan left = wait - time.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero || exchange.Link.Receive(left, exchange.Cancellation) is not { } datagram)
                return null;
            if (DhcpMessageReader.Read(datagram, exchange.Transaction, exchange.Hardware) is { } reply && wanted(reply))
                return reply;
        }

        return null;
    }

    private ushort Seconds(Exchange exchange) => (ushort)Math.Min(time.GetElapsedTime(exchange.Begin).TotalSeconds, ushort.MaxValue);

    private TimeSpan Jitter(TimeSpan wait) => wait * (0.9 + (random.NextDouble() * 0.2));

    private static string Text(ReadOnlySpan<byte> hardware) =>
        string.Join(':', hardware.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private sealed class Exchange(IDhcpLink link, uint transaction, long begin, CancellationToken cancellation)
    {
        public IDhcpLink Link => link;

        public uint Transaction => transaction;

        public long Begin => begin;

        public CancellationToken Cancellation => cancellation;

        public ReadOnlySpan<byte> Hardware => link.HardwareAddress.Span;

        public string? SendError { get; private set; }

        public void Send(byte[] message)
        {
            if (link.Send(message) is { } error)
                SendError = $"sending failed: {error}";
        }
    }
}
