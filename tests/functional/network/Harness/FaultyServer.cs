using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>An HTTP/1.1 server on loopback for one repository, its Geo API and a PAC file, with one fault on one kind of requests.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private const string Page = "<html><body>Please log in to use this network.</body></html>";
    private const string Script = "function FindProxyForURL(url, host) { return 'DIRECT'; }";

    private static readonly TimeSpan BetweenDrops = TimeSpan.FromSeconds(1);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _tasks = [];
    private readonly RequestKind _kind;
    private readonly Fault _fault;

    public FaultyServer(RequestKind kind = default, Fault fault = Fault.None)
    {
        (_kind, _fault) = (kind, fault);
        _listener.Start();
        _tasks.Add(AcceptAsync());
    }

    /// <summary>Paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/cvmfs/@fqrn@";

    public string PacUrl => $"http://127.0.0.1:{Port}/wpad.dat";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

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

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _tasks.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } first)
            {
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                }

                var path = first.Split(' ')[1];
                Requests.Enqueue(path);
                if (!await AnswerAsync(socket, stream, path))
                    return;
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The client went away, as it should from some faults.
        }
    }

    private async Task<bool> AnswerAsync(Socket socket, NetworkStream stream, string path)
    {
        var body = Content(path);
        var fault = KindOf(path) == _kind ? _fault : Fault.None;
        if (body is null || fault == Fault.Missing)
            return await SendAsync(stream, "404 Not Found", "", []);
        switch (fault)
        {
            case Fault.Reset:
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return false;
            case Fault.Silent:
                return await UntilGoneAsync(stream);
            case Fault.Error:
                return await SendAsync(stream, "500 Internal Server Error", "", []);
            case Fault.Redirect:
                return await SendAsync(stream, "302 Found", $"Location: {path}\r\n", []);
            case Fault.Lie:
                return await SendAsync(stream, "200 OK", "Content-Type: text/html\r\n", Encoding.ASCII.GetBytes(Page));
            case Fault.Corrupt:
                body[body.Length / 2] ^= 0x55;
                return await SendAsync(stream, "200 OK", "", body);
            case Fault.Truncate or Fault.Stall or Fault.Drip:
                return await SendPartAsync(stream, body, fault);
            default:
                return await SendAsync(stream, "200 OK", "", body);
        }
    }

    private async Task<bool> SendAsync(NetworkStream stream, string status, string headers, byte[] body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), _stop.Token);
        await stream.WriteAsync(body, _stop.Token);
        return true;
    }

    private async Task<bool> SendPartAsync(NetworkStream stream, byte[] body, Fault fault)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), _stop.Token);
        if (fault == Fault.Drip)
        {
            foreach (var drop in body)
            {
                await stream.WriteAsync(new[] { drop }, _stop.Token);
                await Task.Delay(BetweenDrops, _stop.Token);
            }

            return true;
        }

        await stream.WriteAsync(body.AsMemory(0, body.Length / 2), _stop.Token);
        return fault == Fault.Stall && await UntilGoneAsync(stream);
    }

    private async Task<bool> UntilGoneAsync(NetworkStream stream)
    {
        await stream.CopyToAsync(Stream.Null, _stop.Token);
        return false;
    }
}
