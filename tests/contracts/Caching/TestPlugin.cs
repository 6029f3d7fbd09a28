using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Caching.External;

namespace CernVM.Contracts.Tests.Caching;

/// <summary>A small cache plug-in: objects in a dictionary, the protocol as docs/formats/cache-plugin.md describes it, every message strictly checked.</summary>
internal sealed class TestPlugin : IDisposable
{
    private const int AllCapabilities = 63;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<string, byte[]> _objects = new();
    private readonly ConcurrentDictionary<string, int> _references = new();
    private readonly ConcurrentDictionary<ulong, MemoryStream> _writes = new();
    private readonly ConcurrentBag<Socket> _peers = [];
    private readonly int _maxPart;

    private TestPlugin(string path, int maxPart)
    {
        (Path, _maxPart) = (path, maxPart);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Path { get; }

    public ICollection<string> Objects => _objects.Keys;

    /// <summary>References that clients hold.</summary>
    public int References => _references.Values.Sum();

    public static TestPlugin Start(string path, int maxPart) => new(path, maxPart);

    /// <summary>Cuts all connections and answers nobody any more.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        foreach (var peer in _peers)
            peer.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var peer = _listener.Accept();
                _peers.Add(peer);
                new Thread(() => Serve(peer)) { IsBackground = true }.Start();
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            _listener.Dispose();
        }
    }

    private void Serve(Socket peer)
    {
        try
        {
            while (ReadFrame(peer, out var message, out var attachment))
                Answer(peer, message, attachment);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            peer.Dispose();
        }
    }

    private void Answer(Socket peer, byte[] message, byte[] attachment)
    {
        var outer = new WireReader(message);
        Assert.True(outer.Next());
        var fields = new Dictionary<int, (ulong Number, byte[] Bytes)>();
        for (var inner = new WireReader(outer.Bytes); inner.Next();)
            fields[inner.Field] = (inner.Number, inner.Bytes.ToArray());
        ulong Number(int field) => fields.TryGetValue(field, out var found) ? found.Number : 0;
        var request = Number(2);
        var hash = fields.TryGetValue(3, out var id) && id.Bytes.Length > 0 ? Convert.ToHexString(id.Bytes) : "";
        switch (outer.Field)
        {
            case PluginMessages.Handshake:
                Send(peer, PluginMessages.HandshakeAck, new WireWriter().Number(1, 1UL).Text(2, "test").Number(3, 2UL).Number(4, 77UL)
                    .Number(5, (ulong)_maxPart).Number(6, (ulong)AllCapabilities));
                return;
            case PluginMessages.Quit:
                peer.Dispose();
                return;
            case PluginMessages.RefcountRequest:
                var by = (int)(Number(4) >> 1) ^ -(int)(Number(4) & 1);
                var known = _objects.ContainsKey(hash);
                if (known)
                    _references.AddOrUpdate(hash, by, (_, now) => now + by);
                Send(peer, PluginMessages.RefcountReply, Reply(request, known ? PluginStatus.Ok : PluginStatus.NoEntry));
                return;
            case PluginMessages.ObjectInfoRequest:
                Send(peer, PluginMessages.ObjectInfoReply, _objects.TryGetValue(hash, out var described)
                    ? Reply(request, PluginStatus.Ok).Number(3, 0UL).Number(4, (ulong)described.Length)
                    : Reply(request, PluginStatus.NoEntry));
                return;
            case PluginMessages.ReadRequest:
                Send(peer, PluginMessages.ReadReply, Reply(request, PluginStatus.Ok), _objects[hash].AsSpan((int)Number(4), (int)Number(5)));
                return;
            case PluginMessages.StoreRequest:
                Store(peer, request, hash, Number(4), Number(5) != 0, attachment);
                return;
            default:
                Send(peer, outer.Field + 1, Reply(request, PluginStatus.NotSupported));
                return;
        }
    }

    private void Store(Socket peer, ulong request, string hash, ulong part, bool isLast, byte[] attachment)
    {
        var isWellFormed = attachment.Length <= _maxPart && (isLast || attachment.Length == _maxPart);
        var write = _writes.GetOrAdd(request, _ => new MemoryStream());
        isWellFormed &= write.Length == (long)(part - 1) * _maxPart;
        write.Write(attachment);
        if (isLast)
        {
            _objects[hash] = write.ToArray();
            _references.AddOrUpdate(hash, 1, (_, now) => now + 1);
            _writes.TryRemove(request, out _);
        }

        Send(peer, PluginMessages.StoreReply, Reply(request, isWellFormed ? PluginStatus.Ok : PluginStatus.Malformed).Number(3, part));
    }

    private static WireWriter Reply(ulong request, PluginStatus status) => new WireWriter().Number(1, request).Number(2, (ulong)status);

    private static void Send(Socket peer, int kind, WireWriter message, ReadOnlySpan<byte> attachment = default)
    {
        var body = PluginMessages.Wrap(kind, message).Written.ToArray();
        var inner = attachment.IsEmpty ? 0 : 2;
        var frame = new byte[4 + inner + body.Length + attachment.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, ((frame.Length - 4) << 8) | (attachment.IsEmpty ? 0x01 : 0x81));
        if (inner > 0)
            BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(4), (ushort)body.Length);
        body.CopyTo(frame, 4 + inner);
        attachment.CopyTo(frame.AsSpan(4 + inner + body.Length));
        peer.Send(frame);
    }

    private static bool ReadFrame(Socket peer, out byte[] message, out byte[] attachment)
    {
        (message, attachment) = ([], []);
        var header = new byte[4];
        if (!Fill(peer, header))
            return false;
        var frame = new byte[header[1] | (header[2] << 8) | (header[3] << 16)];
        if (!Fill(peer, frame))
            return false;
        var hasAttachment = (header[0] & 0x80) != 0;
        var length = hasAttachment ? BinaryPrimitives.ReadUInt16LittleEndian(frame) : frame.Length;
        message = hasAttachment ? frame[2..(2 + length)] : frame;
        attachment = hasAttachment ? frame[(2 + length)..] : [];
        return true;
    }

    private static bool Fill(Socket peer, byte[] buffer)
    {
        for (var filled = 0; filled < buffer.Length;)
        {
            var read = peer.Receive(buffer.AsSpan(filled));
            if (read == 0)
                return false;
            filled += read;
        }

        return true;
    }
}
