using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Bootloader.Agent.Tests.UserData;

/// <summary>A metadata service on loopback: a table from "METHOD path" to a body, and a record of what was asked.</summary>
internal sealed class FakeMetadataServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FakeMetadataServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public Dictionary<string, string> Documents { get; } = [];

    /// <summary>A header without which every GET is refused with 401.</summary>
    public string? RequiredHeader { get; set; }

    public List<string> Asked { get; } = [];

    public void Dispose()
    {
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        using (var reader = new StreamReader(client.GetStream(), Encoding.ASCII))
        {
            while (await reader.ReadLineAsync() is { Length: > 0 } first)
            {
                var headers = new List<string>();
                while (await reader.ReadLineAsync() is { Length: > 0 } header)
                    headers.Add(header);
                string asked = string.Join(' ', first.Split(' ')[..2]);
                lock (Asked)
                    Asked.Add(asked);
                bool allowed = RequiredHeader is null || first.StartsWith("PUT", StringComparison.Ordinal)
                    || headers.Contains(RequiredHeader, StringComparer.OrdinalIgnoreCase);
                string status = !allowed ? "401 Unauthorized" : Documents.ContainsKey(asked) ? "200 OK" : "404 Not Found";
                byte[] body = status[0] == '2' ? Encoding.UTF8.GetBytes(Documents[asked]) : [];
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n"));
                await client.GetStream().WriteAsync(body);
            }
        }
    }
}
