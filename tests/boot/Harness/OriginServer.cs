using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace CernVM.Boot.Tests.Harness;

/// <summary>A web server on loopback that serves repositories from a folder, counts, and spoils what a test names.</summary>
internal sealed class OriginServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly ConcurrentDictionary<string, long> served = new(StringComparer.Ordinal);

    private LoopbackWeb? web;

    private OriginServer(string folder) => this.folder = folder;

    public int Port => web!.Port;

    /// <summary>Objects (paths that end with this) whose bytes are turned over on the way out.</summary>
    public string? Spoiled { get; set; }

    public long BytesServed => served.Values.Sum();

    public int ObjectsServed => served.Keys.Count(path => path.Contains("/data/", StringComparison.Ordinal));

    public IReadOnlyCollection<string> Paths => [.. served.Keys];

    public static async Task<OriginServer> StartAsync(string folder)
    {
        var server = new OriginServer(folder);
        server.web = await LoopbackWeb.StartAsync(server.AnswerAsync);
        return server;
    }

    public void ResetCounters() => served.Clear();

    public ValueTask DisposeAsync() => web!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        const string prefix = "/cvmfs/";
        var path = context.Request.Path.Value ?? "";
        var file = path.StartsWith(prefix, StringComparison.Ordinal) ? Path.Combine(folder, path[prefix.Length..]) : "";
        if (path.Contains("..", StringComparison.Ordinal) || !File.Exists(file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var bytes = await File.ReadAllBytesAsync(file);
        if (Spoiled is not null && path.EndsWith(Spoiled, StringComparison.Ordinal))
            bytes[bytes.Length / 2] ^= 0xff;
        served.AddOrUpdate(path, bytes.Length, (_, sum) => sum + bytes.Length);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }
}
