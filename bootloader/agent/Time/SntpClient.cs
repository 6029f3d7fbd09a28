using System.Net;
using System.Net.Sockets;

namespace CernVM.Bootloader.Agent.Time;

/// <summary>Asks one server for the time, once.</summary>
internal static class SntpClient
{
    /// <summary>The service's port.</summary>
    public const int Port = 123;

    /// <summary>How far the local clock is behind, half the round trip taken into account; null when no usable answer came.</summary>
    public static async Task<TimeSpan?> AskAsync(IPEndPoint server, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await socket.ConnectAsync(server, both.Token).ConfigureAwait(false);
            ulong nonce = (ulong)Random.Shared.NextInt64();
            long sent = time.GetTimestamp();
            await socket.SendAsync(SntpPacket.Request(nonce), both.Token).ConfigureAwait(false);
            var answer = new byte[128];
            while (true)
            {
                int length = await socket.ReceiveAsync(answer, both.Token).ConfigureAwait(false);
                if (SntpPacket.Read(answer.AsSpan(0, length), nonce) is { } theirs)
                    return theirs + (time.GetElapsedTime(sent) / 2) - time.GetUtcNow();
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
