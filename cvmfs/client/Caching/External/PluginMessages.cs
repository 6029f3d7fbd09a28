using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>The messages of the cache plug-in protocol, each wrapped into a <c>MsgRpc</c> (docs/formats/cache-plugin.md has the field numbers).</summary>
internal static class PluginMessages
{
    /// <summary>The protocol version that is spoken here.</summary>
    public const int Version = 2;

    /// <summary>Field of <c>MsgRpc</c> for each kind of message.</summary>
    public const int RefcountRequest = 1, RefcountReply = 2, ReadRequest = 3, ReadReply = 4, ObjectInfoRequest = 5, ObjectInfoReply = 6, StoreRequest = 7,
        StoreAbortRequest = 8, StoreReply = 9, Handshake = 16, HandshakeAck = 17, Quit = 18, InfoRequest = 19, InfoReply = 20, ShrinkRequest = 21,
        ShrinkReply = 22, ListRequest = 23, ListReply = 24, Detach = 25;

    /// <summary>Wraps a message.</summary>
    public static WireWriter Wrap(int kind, WireWriter message) => new WireWriter().Message(kind, message);

    /// <summary>A request with its two first fields.</summary>
    public static WireWriter Request(ulong session, ulong request) => new WireWriter().Number(1, session).Number(2, request);

    /// <summary>A request about one object.</summary>
    public static WireWriter Request(ulong session, ulong request, ContentHash hash) => Request(session, request).Message(3, Hash(hash));

    /// <summary><c>MsgHash</c>.</summary>
    public static WireWriter Hash(ContentHash hash)
    {
        Span<byte> digest = stackalloc byte[hash.DigestSize];
        hash.CopyDigestTo(digest);
        return new WireWriter().Number(1, AlgorithmNumber(hash.Algorithm)).Bytes(2, digest);
    }

    /// <summary>Reads the reply inside a wrapped message; null when it is malformed.</summary>
    /// <param name="kind">What it is a reply to: field of the wrapper.</param>
    /// <param name="request">Number of the request that it answers.</param>
    public static PluginReply? Parse(ReadOnlySpan<byte> wrapped, ReadOnlyMemory<byte> attachment, out int kind, out ulong request)
    {
        (kind, request) = (0, 0);
        var outer = new WireReader(wrapped);
        if (!outer.Next() || outer.IsMalformed)
            return null;
        kind = outer.Field;
        var reply = new PluginReply { Attachment = attachment };
        List<(string, bool)>? records = null;
        var fields = new WireReader(outer.Bytes);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    request = fields.Number;
                    break;
                case 2:
                    reply = reply with { Status = (PluginStatus)fields.Number };
                    break;
                default:
                    if (kind == ListReply && fields.Field == 5)
                        (records ??= []).Add(Record(fields.Bytes));
                    else
                        reply = With(reply, kind, fields.Field, fields.Number);
                    break;
            }
        }

        if (fields.IsMalformed)
            return null;
        return records is null ? reply : reply with { Records = records };
    }

    private static PluginReply With(PluginReply reply, int kind, int field, ulong number) => (kind, field) switch
    {
        (ObjectInfoReply, 4) or (InfoReply, 3) => reply with { Size = (long)number },
        (InfoReply, 4) or (ShrinkReply, 3) => reply with { Used = (long)number },
        (InfoReply, 5) => reply with { Pinned = (long)number },
        (InfoReply, 6) => reply with { Shrinks = (long)number },
        (ListReply, 3) => reply with { Listing = number },
        (ListReply, 4) => reply with { IsLastPart = number != 0 },
        _ => reply,
    };

    private static (string Description, bool IsPinned) Record(ReadOnlySpan<byte> message)
    {
        var (description, pinned) = ("", false);
        var fields = new WireReader(message);
        while (fields.Next())
        {
            if (fields.Field == 2)
                pinned = fields.Number != 0;
            else if (fields.Field == 3)
                description = Encoding.UTF8.GetString(fields.Bytes);
        }

        return (description, pinned);
    }

    private static ulong AlgorithmNumber(ContentHashAlgorithm algorithm) => algorithm switch
    {
        ContentHashAlgorithm.Sha1 => 1,
        ContentHashAlgorithm.Rmd160 => 2,
        ContentHashAlgorithm.Shake128 => 3,
        _ => 0,
    };
}
