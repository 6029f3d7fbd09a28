using System.Buffers.Text;
using System.Text;

namespace CernVM.Cvmfs.Client.Fetching.Blocking;

/// <summary>What the head of an HTTP/1.1 answer (RFC 9112) says, as far as a small object needs it.</summary>
/// <param name="Status">Status code.</param>
/// <param name="ContentLength">Bytes of the body; null where the head does not say, or says it in a way that is not read here.</param>
/// <param name="KeepsConnection">Whether the connection can carry another request.</param>
/// <param name="BlamesProxy">Whether a proxy says that the error is its own (Squid, RFC 9209).</param>
internal readonly record struct ResponseHead(int Status, long? ContentLength, bool KeepsConnection, bool BlamesProxy)
{
    private const int StatusOffset = 9;

    private static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    /// <summary>Length of the head with its empty line, or -1 while the empty line has not come.</summary>
    public static int LengthIn(ReadOnlySpan<byte> received) => received.IndexOf(End) is var at and >= 0 ? at + End.Length : -1;

    /// <summary>Reads a head with its empty line; false for anything that is no plain HTTP/1 answer.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ResponseHead head)
    {
        head = default;
        if (!TryReadStatus(bytes, out var status, out var isOld))
            return false;
        var reading = new Fields { Keeps = !isOld };
        for (var rest = bytes[(bytes.IndexOf("\r\n"u8) + 2)..]; rest.Length > 2;)
        {
            var length = rest.IndexOf("\r\n"u8);
            if (length <= 0 || !reading.Take(rest[..length]))
                return false;
            rest = rest[(length + 2)..];
        }

        head = new ResponseHead(status, reading.IsEncoded ? null : reading.Length, reading.Keeps, reading.Blames);
        return true;
    }

    // "HTTP/1.1 200 OK"
    private static bool TryReadStatus(ReadOnlySpan<byte> bytes, out int status, out bool isOld)
    {
        (status, isOld) = (0, false);
        if (bytes.Length < StatusOffset + 5 || !bytes.StartsWith("HTTP/1."u8) || bytes[8] != ' ' || bytes[7] is not ((byte)'0' or (byte)'1'))
            return false;
        isOld = bytes[7] == '0';
        return Utf8Parser.TryParse(bytes[StatusOffset..], out status, out var digits) && digits == 3 && status >= 100
            && bytes[StatusOffset + 3] is (byte)' ' or (byte)'\r';
    }

    private ref struct Fields
    {
        public long? Length;
        public bool Keeps;
        public bool Blames;
        public bool IsEncoded;

        public bool Take(ReadOnlySpan<byte> line)
        {
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
                return false;
            var value = line[(colon + 1)..].Trim(" \t"u8);
            switch (colon)
            {
                case 14 when Is(line, "content-length"u8):
                    return TakeLength(value);
                case 17 when Is(line, "transfer-encoding"u8):
                case 16 when Is(line, "content-encoding"u8):
                    IsEncoded = true;
                    break;
                case 10 when Is(line, "connection"u8):
                case 16 when Is(line, "proxy-connection"u8):
                    Keeps = Contains(value, "keep-alive"u8) || (Keeps && !Contains(value, "close"u8));
                    break;
                case 13 when Is(line, "x-squid-error"u8):
                    Blames = true;
                    break;
                case 12 when Is(line, "proxy-status"u8):
                    Blames |= value.IndexOf("error="u8) >= 0;
                    break;
            }

            return true;
        }

        // Two lengths that differ are how responses are smuggled (RFC 9112 §6.3).
        private bool TakeLength(ReadOnlySpan<byte> value)
        {
            if (!Utf8Parser.TryParse(value, out long length, out var used) || used != value.Length || length < 0 || value[0] == '+' || (Length is { } known && known != length))
                return false;
            Length = length;
            return true;
        }

        private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(line[..name.Length], name);

        private static bool Contains(ReadOnlySpan<byte> value, ReadOnlySpan<byte> word)
        {
            for (var at = 0; at + word.Length <= value.Length; at++)
            {
                if (Ascii.EqualsIgnoreCase(value.Slice(at, word.Length), word))
                    return true;
            }

            return false;
        }
    }
}
