using System.Net;
using System.Net.Http.Headers;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>One try to get one file from one server through one proxy.</summary>
internal sealed class HttpAttempt(ConnectionPool connections, NetworkSettings settings, ClientServices services, ClientCounters counters)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Gets the file into an empty destination. Never throws but for the caller's own cancellation.</summary>
    public async ValueTask<AttemptResult> RunAsync(Route route, FetchRequest request, Stream destination, bool bypassCaches, CancellationToken cancellationToken)
    {
        using var guard = new TransferGuard(services.Time, connections.TimeoutFor(route.Proxy), settings.LowSpeedLimit, cancellationToken);
        try
        {
            return route.Server.IsFile
                ? await ReadFileAsync(route.Server, request, destination, guard)
                : await GetAsync(route, request, destination, bypassCaches, guard);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new AttemptResult(AttemptOutcome.Connection, guard.IsTooSlow ? "it is slower than the limit, or stalled" : "no connection in the allowed time", 0);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or DnsClient.DnsResponseException or System.Net.Sockets.SocketException)
        {
            return new AttemptResult(AttemptOutcome.Connection, Innermost(failure).Message.TrimEnd('.'), 0);
        }
    }

    private async ValueTask<AttemptResult> ReadFileAsync(Uri server, FetchRequest request, Stream destination, TransferGuard guard)
    {
        var path = Path.Combine(server.LocalPath, request.Path);
        if (!File.Exists(path))
            return new AttemptResult(AttemptOutcome.HostError, "there is no such file", 0);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (request.Range is not { } range)
            return await BodyReceiver.ReceiveAsync(file, request, destination, guard, counters);
        file.Position = range.Offset;
        return await BodyReceiver.ReceiveAsync(new BoundedStream(file, range.Length), request, destination, guard, counters);
    }

    private async ValueTask<AttemptResult> GetAsync(Route route, FetchRequest request, Stream destination, bool bypassCaches, TransferGuard guard)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(UrlEscaping.Join(route.Server, request.Path), AsWritten))
        {
            // HTTP/2 is agreed on in the TLS handshake only; plain connections stay with 1.1.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        AddHeaders(message, request, bypassCaches);
        using var response = await connections.For(route.Proxy).SendAsync(message, guard.Token);
        if (!response.IsSuccessStatusCode)
            return Classify(response, route.Proxy);
        if (request.Range is not null && response.StatusCode != HttpStatusCode.PartialContent)
            return new AttemptResult(AttemptOutcome.HostError, "the server does not answer range requests", 0);
        await using var body = await response.Content.ReadAsStreamAsync(guard.Token);
        return await BodyReceiver.ReceiveAsync(body, request, destination, guard, counters);
    }

    private void AddHeaders(HttpRequestMessage message, FetchRequest request, bool bypassCaches)
    {
        message.Headers.Connection.Add("Keep-Alive");
        message.Headers.TryAddWithoutValidation("User-Agent", services.UserAgent);
        if (bypassCaches)
        {
            message.Headers.TryAddWithoutValidation("Pragma", "no-cache");
            message.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        }

        if (request.Range is { } range)
            message.Headers.Range = new RangeHeaderValue(range.Offset, range.Offset + range.Length - 1);
        if (settings.SendInfoHeader && request.Info is { } info)
            message.Headers.TryAddWithoutValidation("cvmfs-info", Uri.EscapeDataString(info));
    }

    // Formats §9.2.
    private static AttemptResult Classify(HttpResponseMessage response, ProxyEndpoint proxy)
    {
        var status = (int)response.StatusCode;
        var reason = $"HTTP status {status}";
        if (status == 429)
            return new AttemptResult(AttemptOutcome.Connection, reason, 0);
        var blamesProxy = response.Headers.Contains("X-Squid-Error")
            || (response.Headers.TryGetValues("Proxy-Status", out var states) && states.Any(state => state.Contains("error=", StringComparison.Ordinal)));
        var isHostError = status is 400 or 404 or >= 500 || status < 400;
        return new AttemptResult(!proxy.IsDirect && (blamesProxy || !isHostError) ? AttemptOutcome.ProxyError : AttemptOutcome.HostError, reason, 0);
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
