using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>An HTTP/1.1 server on loopback that answers as a script says: refuses, stalls, truncates, corrupts, lies.</summary>
internal sealed class FakeOrigin : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<FakeRequest, FakeReply> _script;
    private readonly ConcurrentBag<Task> _tasks = [];

    public FakeOrigin(Func<FakeRequest, FakeReply> script)
    {
        _script = script;
        _listener.Start();
        _tasks.Add(AcceptAsync());
    }

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}/cvmfs/test.example.org");

    /// <summary>Serves the files of a folder below the base URL.</summary>
    public static FakeOrigin Files(string folder, Func<FakeRequest, FakeReply?>? before = null) => new(request =>
    {
        if (before?.Invoke(request) is { } special)
            return special;
        var file = System.IO.Path.Combine(folder, request.Path);
        return File.Exists(file) ? FakeReply.Ok(File.ReadAllBytes(file)) : FakeReply.NotFound;
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
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
            while (await ReadRequestAsync(reader) is { } request)
            {
                Requests.Enqueue(request);
                if (!await ReplyAsync(stream, _script(request)))
                    return;
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The client went away, as some tests make it do.
        }
    }

    private async Task<FakeRequest?> ReadRequestAsync(StreamReader reader)
    {
        var first = await reader.ReadLineAsync(_stop.Token);
        if (string.IsNullOrEmpty(first))
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            headers[line.Split(':', 2)[0]] = line.Split(':', 2)[1].Trim();
        var target = first.Split(' ')[1];
        var path = target.Contains("://", StringComparison.Ordinal) ? new Uri(target).AbsolutePath : target;
        var body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        if (body.Length > 0)
            await reader.ReadBlockAsync(body, _stop.Token);
        return new FakeRequest(target, path["/cvmfs/test.example.org/".Length..], headers) { Body = new string(body) };
    }

    private async Task<bool> ReplyAsync(NetworkStream stream, FakeReply reply)
    {
        if (reply.After is { } gate)
            await gate.WaitAsync(_stop.Token);
        var head = $"HTTP/1.1 {reply.Status} Scripted\r\nContent-Length: {reply.AnnouncedLength ?? reply.Body.Length}\r\n{reply.ExtraHeaders}\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), _stop.Token);
        if ((reply.CutAfter ?? reply.StallAfter) is not { } part)
        {
            await stream.WriteAsync(reply.Body, _stop.Token);
            return reply.AnnouncedLength is null;
        }

        await stream.WriteAsync(reply.Body.AsMemory(0, part), _stop.Token);
        if (reply.StallAfter is not null)
            await stream.ReadExactlyAsync(new byte[1], _stop.Token);
        return false;
    }
}
