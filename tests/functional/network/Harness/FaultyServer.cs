using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using CernVM.Fixtures;

namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>An HTTP/1.1 server on loopback for one repository, its Geo API and a PAC file, with one fault on one kind of requests.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private const string Page = "<html><body>Please log in to use this network.</body></html>";
    private const string Script = "function FindProxyForURL(url, host) { return 'DIRECT'; }";

    private static readonly TimeSpan BetweenDrops = TimeSpan.FromSeconds(1);

    private readonly LoopbackServer _server;
    private readonly RequestKind _kind;
    private readonly Fault _fault;

    public FaultyServer(RequestKind kind = default, Fault fault = Fault.None)
    {
        (_kind, _fault) = (kind, fault);
        _server = new LoopbackServer(ServeAsync);
    }

    /// <summary>Paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public int Port => _server.Port;

    public string Url => $"http://127.0.0.1:{Port}/cvmfs/@fqrn@";

    public string PacUrl => $"http://127.0.0.1:{Port}/wpad.dat";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static RequestKind KindOf(string path) => path switch
    {
        _ when path.EndsWith("/wpad.dat", StringComparison.Ordinal) => RequestKind.Pac,
        _ when path.Contains("/api/v1.0/geo/", StringComparison.Ordinal) => RequestKind.Geo,
        _ when path.EndsWith("/.cvmfspublished", StringComparison.Ordinal) => RequestKind.Manifest,
        _ when path.EndsWith("/.cvmfswhitelist", StringComparison.Ordinal) => RequestKind.Whitelist,
        [.., 'X'] => RequestKind.Certificate,
        [.., 'C'] => RequestKind.Catalog,
        [.., 'P'] => RequestKind.Chunk,
        _ => RequestKind.Object,
    };

    private static byte[]? Content(string path)
    {
        switch (KindOf(path))
        {
            case RequestKind.Pac:
                return Encoding.ASCII.GetBytes(Script);
            case RequestKind.Geo:
                var count = path[(path.LastIndexOf('/') + 1)..].Split(',').Length;
                return Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(1, count)) + "\n");
            default:
                var file = Path.Combine(Repository.Storage, path.Split('/', 4)[3]);
                return File.Exists(file) ? File.ReadAllBytes(file) : null;
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
        while (await RequestHead.ReadAsync(reader, stop) is { } head)
        {
            Requests.Enqueue(head.Target);
            if (!await AnswerAsync(socket, stream, head.Target, stop))
                return;
        }
    }

    private async Task<bool> AnswerAsync(Socket socket, NetworkStream stream, string path, CancellationToken stop)
    {
        var body = Content(path);
        var fault = KindOf(path) == _kind ? _fault : Fault.None;
        if (body is null || fault == Fault.Missing)
            return await SendAsync(stream, "404 Not Found", "", [], stop);
        switch (fault)
        {
            case Fault.Reset:
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return false;
            case Fault.Silent:
                return await UntilGoneAsync(stream, stop);
            case Fault.Error:
                return await SendAsync(stream, "500 Internal Server Error", "", [], stop);
            case Fault.Redirect:
                return await SendAsync(stream, "302 Found", $"Location: {path}\r\n", [], stop);
            case Fault.Lie:
                return await SendAsync(stream, "200 OK", "Content-Type: text/html\r\n", Encoding.ASCII.GetBytes(Page), stop);
            case Fault.Corrupt:
                body[body.Length / 2] ^= 0x55;
                return await SendAsync(stream, "200 OK", "", body, stop);
            case Fault.Truncate or Fault.Stall or Fault.Drip:
                return await SendPartAsync(stream, body, fault, stop);
            default:
                return await SendAsync(stream, "200 OK", "", body, stop);
        }
    }

    private static async Task<bool> SendAsync(NetworkStream stream, string status, string headers, byte[] body, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), stop);
        await stream.WriteAsync(body, stop);
        return true;
    }

    private static async Task<bool> SendPartAsync(NetworkStream stream, byte[] body, Fault fault, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), stop);
        if (fault == Fault.Drip)
        {
            foreach (var drop in body)
            {
                await stream.WriteAsync(new[] { drop }, stop);
                await Task.Delay(BetweenDrops, stop);
            }

            return true;
        }

        await stream.WriteAsync(body.AsMemory(0, body.Length / 2), stop);
        return fault == Fault.Stall && await UntilGoneAsync(stream, stop);
    }

    private static async Task<bool> UntilGoneAsync(NetworkStream stream, CancellationToken stop)
    {
        await stream.CopyToAsync(Stream.Null, stop);
        return false;
    }
}
