using System.Net;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Mount.Metrics;

namespace CernVM.Cvmfs.Telemetry.Prometheus;

/// <summary>
/// Answers <c>GET /metrics</c> over HTTP/1.1 and nothing else, one answer a connection. Requests are bounded in size and time, and few are served at once: the
/// rest wait in the kernel's queue.
/// </summary>
internal sealed class MetricsServer(Func<string> readText, TimeProvider clock)
{
    /// <summary>Ours: scrapers send some hundred bytes.</summary>
    private const int LongestRequest = 8 * 1024;

    /// <summary>Ours: more scrapers at once make no sense.</summary>
    private const int MostAtOnce = 4;

    /// <summary>Ours: for the whole exchange.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Serves until it is cancelled.</summary>
    public async Task RunAsync(Socket listener, CancellationToken cancel)
    {
        using var places = new SemaphoreSlim(MostAtOnce);
        while (true)
        {
            await places.WaitAsync(cancel);
            Socket peer;
            try
            {
                peer = await listener.AcceptAsync(cancel);
            }
            catch (SocketException)
            {
                // A peer that left while it was accepted.
                places.Release();
                continue;
            }

            _ = ServeAsync(peer, places, cancel);
        }
    }

    private async Task ServeAsync(Socket peer, SemaphoreSlim places, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            using (peer)
            {
                var answer = Answer(await ReadRequestLineAsync(peer, stop.Token));
                await peer.SendAsync(answer, stop.Token);
                peer.Shutdown(SocketShutdown.Send);

                // Closing with unread bytes would reset the connection before the answer is read.
                await peer.ReceiveAsync(new byte[1], stop.Token);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The peer left, or took too long.
            peer.Dispose();
        }
        finally
        {
            if (!cancel.IsCancellationRequested)
                places.Release();
        }
    }

    private byte[] Answer(string? requestLine)
    {
        var words = requestLine?.Split(' ') ?? [];
        if (words is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"])
            return Response(HttpStatusCode.BadRequest, "This is no HTTP request.\n");
        if (method is not ("GET" or "HEAD"))
            return Response(HttpStatusCode.MethodNotAllowed, "Only GET is possible.\n");
        return target.Split('?')[0] == "/metrics"
            ? Response(HttpStatusCode.OK, readText(), withBody: method == "GET")
            : Response(HttpStatusCode.NotFound, "The figures are at /metrics.\n");
    }

    private static byte[] Response(HttpStatusCode status, string text, bool withBody = true)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var type = status == HttpStatusCode.OK ? PrometheusText.MediaType : "text/plain";
        var head = $"HTTP/1.1 {(int)status} {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. withBody ? body : []];
    }

    // The first line of a request whose head has come to its end; null when it is too long or broken off.
    private static async Task<string?> ReadRequestLineAsync(Socket peer, CancellationToken cancel)
    {
        var buffer = new byte[LongestRequest];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await peer.ReceiveAsync(buffer.AsMemory(length), cancel);
            if (read == 0)
                return null;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                return Encoding.Latin1.GetString(buffer, 0, buffer.AsSpan(0, length).IndexOf("\r\n"u8));
        }

        return null;
    }
}
