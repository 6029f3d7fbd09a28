using System.Net.Sockets;
using System.Text;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>What a client of the control socket writes: one line.</summary>
internal static class TalkLine
{
    /// <summary>Bytes of the longest line. Ours: proxy lists are the longest arguments.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>Reads the line; null when it is too long. The original's clients end it by a newline, a NUL, or by shutting their side.</summary>
    public static async Task<string?> ReadAsync(Socket peer, CancellationToken cancel)
    {
        var buffer = new byte[Longest];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await peer.ReceiveAsync(buffer.AsMemory(length), cancel);
            length += read;
            var end = buffer.AsSpan(0, length).IndexOfAny((byte)'\n', (byte)0);
            if (end >= 0 || read == 0)
                return Encoding.UTF8.GetString(buffer, 0, end >= 0 ? end : length);
        }

        return null;
    }
}
