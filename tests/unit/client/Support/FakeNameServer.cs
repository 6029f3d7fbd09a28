using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>A name server on loopback (RFC 1035) that knows what a test tells it: addresses with a time-to-live, nothing, an error, or silence.</summary>
internal sealed class FakeNameServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const int NameError = 3;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public FakeNameServer() => _loop = ServeAsync();

    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>Addresses of names, lower case.</summary>
    public ConcurrentDictionary<string, (int Ttl, string[] Addresses)> Zone { get; } = new();

    /// <summary>Names that are asked for in vain: no answer ever comes.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new();

    /// <summary>Questions in the order of their arrival, as <c>name type</c>.</summary>
    public ConcurrentQueue<string> Questions { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync(_stop.Token);
                if (Answer(question.Buffer) is { } answer)
                    await _socket.SendAsync(answer, question.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[]? Answer(byte[] query)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        for (; query[at] != 0; at += query[at] + 1)
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        var name = string.Join('.', labels).ToLowerInvariant();
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(at + 1));
        Questions.Enqueue($"{name} {(type == 28 ? "AAAA" : "A")}");
        if (Silent.ContainsKey(name))
            return null;

        var isKnown = Zone.TryGetValue(name, out var entry);
        var wanted = isKnown ? entry.Addresses.Select(IPAddress.Parse).Where(address => address.GetAddressBytes().Length == (type == 28 ? 16 : 4)).ToList() : [];
        var reply = new List<byte>(query[..(at + 5)]);
        byte[] header = [query[0], query[1], 0x81, (byte)(0x80 | (isKnown ? 0 : NameError)), 0, 1, 0, (byte)wanted.Count, 0, 0, 0, 0];
        for (var i = 0; i < HeaderLength; i++)
            reply[i] = header[i];
        foreach (var address in wanted)
        {
            var data = address.GetAddressBytes();
            var record = new byte[HeaderLength];
            record[0] = 0xc0;
            record[1] = HeaderLength;
            BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(2), type);
            record[5] = 1;
            BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(6), entry.Ttl);
            record[11] = (byte)data.Length;
            reply.AddRange(record);
            reply.AddRange(data);
        }

        return [.. reply];
    }
}
