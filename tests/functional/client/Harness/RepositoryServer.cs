using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>An HTTP server of the tests' own for one storage folder; it counts, and it can lie about single objects.</summary>
internal sealed class RepositoryServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HttpListener _listener;
    private readonly Task _loop;

    private RepositoryServer(string folder, int port)
    {
        _folder = folder;
        Port = port;
        _listener = new HttpListener();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _loop = LoopAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/cvmfs/@fqrn@";

    /// <summary>Paths below the repository that were asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Paths whose answer has its last byte flipped.</summary>
    public ConcurrentDictionary<string, bool> Corrupted { get; } = new();

    public int DataRequests => Requests.Count(path => path.StartsWith("data/", StringComparison.Ordinal));

    public static RepositoryServer Start(string folder)
    {
        // HttpListener cannot choose a port itself; another program may take the probed one in between.
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            try
            {
                return new RepositoryServer(folder, port);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
            }
        }
    }

    /// <summary>One that comes back where an earlier one was.</summary>
    public static RepositoryServer StartAgain(string folder, int port) => new(folder, port);

    public async ValueTask DisposeAsync()
    {
        // Not Stop first: Close would then bind the port once more, which another test may have by now (dotnet/runtime, managed HttpListener).
        _listener.Close();
        await _loop;
    }

    private async Task LoopAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            // "/cvmfs/<fqrn>/<path>"
            var path = context.Request.Url!.AbsolutePath.Split('/', 4) is [_, "cvmfs", _, var rest] ? rest : "";
            Requests.Enqueue(path);
            var file = Path.Combine(_folder, path);
            if (path.Length > 0 && File.Exists(file))
            {
                var bytes = await File.ReadAllBytesAsync(file);
                if (Corrupted.ContainsKey(path))
                    bytes[^1] ^= 0xff;
                context.Response.ContentLength64 = bytes.Length;
                await context.Response.OutputStream.WriteAsync(bytes);
            }
            else
            {
                context.Response.StatusCode = 404;
            }
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client went away, or the server is being stopped.
        }
    }
}
