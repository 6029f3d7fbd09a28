using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>A notification server for one subscriber: it takes the subscription and sends what it is told to.</summary>
internal sealed class NotificationServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _subscriber;

    public NotificationServer() => _listener.Start();

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/v1";

    /// <summary>Waits for the subscription and gives its first line.</summary>
    public async Task<string> AcceptAsync(CancellationToken cancel)
    {
        _subscriber = await _listener.AcceptTcpClientAsync(cancel);
        var buffer = new byte[4096];
        var length = await _subscriber.GetStream().ReadAsync(buffer, cancel);
        await _subscriber.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"u8.ToArray(), cancel);
        return Encoding.ASCII.GetString(buffer, 0, length).Split("\r\n")[0];
    }

    /// <summary>Announces a signed manifest.</summary>
    public async Task AnnounceAsync(string repository, byte[] manifest, CancellationToken cancel)
    {
        var message = $$"""{"version":1,"timestamp":"now","type":"activity","repository":"{{repository}}","manifest":"{{Convert.ToBase64String(manifest)}}"}""";
        await _subscriber!.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"data: {message}\n\n"), cancel);
    }

    public void Dispose()
    {
        _subscriber?.Dispose();
        _listener.Dispose();
    }
}
