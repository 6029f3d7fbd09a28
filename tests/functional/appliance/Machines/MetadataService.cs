using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Functional.Appliance.Tests.Machines;

/// <summary>Gives every request on a port of the loopback the same answer.</summary>
internal sealed class MetadataService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    public MetadataService(string body)
    {
        _answer = Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Port => $"{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>First lines of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                Requests.Enqueue(await reader.ReadLineAsync() ?? string.Empty);
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
                {
                    // Headers say nothing that matters here.
                }

                await stream.WriteAsync(_answer);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposing stops the listener.
        }
    }
}
