using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>
/// A connection to a cache plug-in: frames of a 4-byte header (version, bit 7 for an attachment, 3 bytes length), the message, and what is attached to it.
/// One request at a time; many objects are small, and the other end handles one request after the other, too.
/// </summary>
internal sealed class PluginConnection : IDisposable
{
    private const byte WireVersion = 1;
    private const byte HasAttachment = 0x80;
    private const int HeaderSize = 4;
    private const int InnerHeaderSize = 2;
    private const int MaxFrame = (1 << 24) - 1;

    // A plug-in that says nothing for so long is as good as dead; disks of busy servers take seconds.
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Socket _socket;
    private readonly byte[] _header = new byte[HeaderSize];
    private ulong _request;
    private volatile bool _isLost;

    private PluginConnection(Socket socket) => _socket = socket;

    /// <summary>Number of this session.</summary>
    public ulong Session { get; private set; }

    /// <summary>What the other end can do.</summary>
    public PluginCapabilities Capabilities { get; private set; }

    /// <summary>Bytes that one message can carry.</summary>
    public int MaxPart { get; private set; }

    /// <summary>Whether the other end is gone.</summary>
    public bool IsLost => _isLost;

    /// <summary>Connects and shakes hands; null with a reason when that fails.</summary>
    public static PluginConnection? TryOpen(EndPoint address, string clientName, out string? reason)
    {
        var socket = address is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connection = new PluginConnection(socket);
        try
        {
            socket.ReceiveTimeout = socket.SendTimeout = (int)ReplyTimeout.TotalMilliseconds;
            socket.Connect(address);
            reason = connection.ShakeHands(clientName);
        }
        catch (SocketException failure)
        {
            reason = failure.Message;
        }

        if (reason is null)
            return connection;
        socket.Dispose();
        return null;
    }

    /// <summary>A number for the next request, which all parts of one object share.</summary>
    public ulong NextRequest() => Interlocked.Increment(ref _request);

    /// <summary>Sends a request and waits for its reply; <see cref="PluginReply.Lost"/> when there is none.</summary>
    public PluginReply Call(int kind, ulong request, WireWriter message, ReadOnlySpan<byte> attachment = default)
    {
        var wrapped = PluginMessages.Wrap(kind, message);
        lock (_gate)
        {
            try
            {
                if (_isLost)
                    return PluginReply.Lost;
                Send(wrapped.Written, attachment);
                while (Receive(out var answer, out var attached))
                {
                    var reply = PluginMessages.Parse(answer.Span, attached, out var answeredKind, out var answered);
                    if (reply is null)
                        break;

                    // A plea to close objects: none stays open here.
                    if (answeredKind == PluginMessages.Detach || answered != request)
                        continue;
                    return reply;
                }
            }
            catch (SocketException)
            {
                // The other end is gone or stuck; the caller fetches from the network instead.
            }

            _isLost = true;
            return PluginReply.Lost;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                if (!_isLost)
                    Send(PluginMessages.Wrap(PluginMessages.Quit, new WireWriter().Number(1, Session)).Written, default);
            }
            catch (SocketException)
            {
                // It left first.
            }

            _isLost = true;
            _socket.Dispose();
        }
    }

    private string? ShakeHands(string clientName)
    {
        Send(PluginMessages.Wrap(PluginMessages.Handshake, new WireWriter().Number(1, (ulong)PluginMessages.Version).Text(2, clientName)).Written, default);
        if (!Receive(out var answer, out _))
            return "it closed the connection instead of answering the handshake";
        var outer = new WireReader(answer.Span);
        if (!outer.Next() || outer.Field != PluginMessages.HandshakeAck)
            return "it did not answer the handshake";
        var status = PluginStatus.Unknown;
        var fields = new WireReader(outer.Bytes);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    status = (PluginStatus)fields.Number;
                    break;
                case 4:
                    Session = fields.Number;
                    break;
                case 5:
                    MaxPart = (int)Math.Min(fields.Number, MaxFrame / 2);
                    break;
                case 6:
                    Capabilities = (PluginCapabilities)fields.Number;
                    break;
            }
        }

        return status != PluginStatus.Ok || fields.IsMalformed ? $"it refused the handshake ({status})" : MaxPart < 4096 ? $"its objects of at most {MaxPart} bytes are too small" : null;
    }

    private void Send(ReadOnlySpan<byte> message, ReadOnlySpan<byte> attachment)
    {
        var inner = attachment.IsEmpty ? 0 : InnerHeaderSize;
        var frame = new byte[HeaderSize + inner + message.Length + attachment.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(
            frame, ((uint)(frame.Length - HeaderSize) << 8) | WireVersion | (attachment.IsEmpty ? 0u : HasAttachment));
        if (inner > 0)
            BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(HeaderSize), (ushort)message.Length);
        message.CopyTo(frame.AsSpan(HeaderSize + inner));
        attachment.CopyTo(frame.AsSpan(HeaderSize + inner + message.Length));
        for (var sent = 0; sent < frame.Length;)
            sent += _socket.Send(frame.AsSpan(sent));
    }

    private bool Receive(out ReadOnlyMemory<byte> message, out ReadOnlyMemory<byte> attachment)
    {
        (message, attachment) = (default, default);
        if (!Fill(_header) || (_header[0] & ~HasAttachment) != WireVersion)
            return false;
        var frame = new byte[BinaryPrimitives.ReadUInt32LittleEndian(_header) >> 8];
        if (frame.Length == 0 || !Fill(frame))
            return false;
        if ((_header[0] & HasAttachment) == 0)
        {
            message = frame;
            return true;
        }

        var length = frame.Length < InnerHeaderSize ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(frame);
        if (length > frame.Length - InnerHeaderSize)
            return false;
        message = frame.AsMemory(InnerHeaderSize, length);
        attachment = frame.AsMemory(InnerHeaderSize + length);
        return true;
    }

    private bool Fill(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var read = _socket.Receive(buffer);
            if (read == 0)
                return false;
            buffer = buffer[read..];
        }

        return true;
    }
}
