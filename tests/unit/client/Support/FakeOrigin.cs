using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CernVM.Fixtures;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>An HTTP/1.1 server on loopback that answers as a script says: refuses, stalls, truncates, corrupts, lies.</summary>
internal sealed class FakeOrigin : IAsyncDisposable
{
    private const string Base = "/cvmfs/test.example.org/";

    private readonly LoopbackServer _server;
    private readonly Func<FakeRequest, FakeReply> _script;

    public FakeOrigin(Func<FakeRequest, FakeReply> script)
    {
        _script = script;
        _server = new LoopbackServer(ServeAsync);
    }

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    public int Port => _server.Port;

    public Uri Url => new($"http://127.0.0.1:{Port}/cvmfs/test.example.org");

    /// <summary>Serves the files of a folder below the base URL.</summary>
    public static FakeOrigin Files(string folder, Func<FakeRequest, FakeReply?>? before = null) => new(request =>
    {
        if (before?.Invoke(request) is { } special)
            return special;
        var file = System.IO.Path.Combine(folder, request.Path);
        return File.Exists(file) ? FakeReply.Ok(File.ReadAllBytes(file)) : FakeReply.NotFound;
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
        while (await RequestHead.ReadAsync(reader, stop) is { } head)
        {
            var path = head.Target.Contains("://", StringComparison.Ordinal) ? new Uri(head.Target).AbsolutePath : head.Target;
            var request = new FakeRequest(head.Target, path[Base.Length..], head.Headers) { Body = await BodyAsync(reader, head.Headers, stop) };
            Requests.Enqueue(request);
            if (!await ReplyAsync(stream, _script(request), stop))
                return;
        }
    }

    private static async Task<string> BodyAsync(StreamReader reader, IReadOnlyDictionary<string, string> headers, CancellationToken stop)
    {
        var body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        if (body.Length > 0)
            await reader.ReadBlockAsync(body, stop);
        return new string(body);
    }

    private static async Task<bool> ReplyAsync(NetworkStream stream, FakeReply reply, CancellationToken stop)
    {
        if (reply.After is { } gate)
            await gate.WaitAsync(stop);
        var head = $"HTTP/1.1 {reply.Status} Scripted\r\nContent-Length: {reply.AnnouncedLength ?? reply.Body.Length}\r\n{reply.ExtraHeaders}\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), stop);
        if ((reply.CutAfter ?? reply.StallAfter) is not { } part)
        {
            await stream.WriteAsync(reply.Body, stop);
            return reply.AnnouncedLength is null;
        }

        await stream.WriteAsync(reply.Body.AsMemory(0, part), stop);
        if (reply.StallAfter is not null)
            await stream.ReadExactlyAsync(new byte[1], stop);
        return false;
    }
}
