using System.Net;
using System.Net.Sockets;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching.Blocking;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>One try to get one file from one server through one proxy.</summary>
internal sealed class HttpAttempt(ConnectionPool connections, BlockingAttempt blocking, NetworkSettings settings, ClientServices services, ClientCounters counters)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly RequestHeaders _headers = new(settings, services);

    /// <summary>Gets the file into an empty destination. Never throws but for the caller's own cancellation.</summary>
    public ValueTask<AttemptResult> RunAsync(Route route, FetchRequest request, Stream destination, bool bypassCaches, CancellationToken cancellationToken) =>
        blocking.TryRun(route, request, destination, bypassCaches, cancellationToken) is { } result
            ? ValueTask.FromResult(result)
            : RunOrdinaryAsync(route, request, destination, bypassCaches, cancellationToken);

    private async ValueTask<AttemptResult> RunOrdinaryAsync(Route route, FetchRequest request, Stream destination, bool bypassCaches, CancellationToken cancellationToken)
    {
        if (route.IsProxyUnknown)
            return new AttemptResult(AttemptOutcome.ProxyUnknown, $"the proxy's name {route.ProxyName} has no address", 0);
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
        catch (Exception failure) when (failure is HttpRequestException or IOException or DnsClient.DnsResponseException or SocketException)
        {
            return ResponseClassifier.Classify(failure, route.Proxy);
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
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(Url(route, request), AsWritten))
        {
            // HTTP/2 is agreed on in the TLS handshake only; plain connections stay with 1.1.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        var credential = await CredentialAsync(route, request, guard.Token);
        _headers.AddTo(message, request, bypassCaches, credential);
        using var response = await connections.For(route.Proxy, credential).SendAsync(message, guard.Token);
        if (!response.IsSuccessStatusCode)
            return ResponseClassifier.Classify(response, route.Proxy, settings.FollowRedirects);
        if (request.Range is not null && response.StatusCode != HttpStatusCode.PartialContent)
            return new AttemptResult(AttemptOutcome.HostError, "the server does not answer range requests", 0);
        await using var body = await response.Content.ReadAsStreamAsync(guard.Token);
        return await BodyReceiver.ReceiveAsync(body, request, destination, guard, counters);
    }

    private static string Url(Route route, FetchRequest request) => UrlEscaping.Join(
        route.Server,
        request.GeoCaller is { } caller ? request.Path.Replace(GeoCaller.Placeholder, caller.On(route), StringComparison.Ordinal) : request.Path);

    private async ValueTask<RequestCredential?> CredentialAsync(Route route, FetchRequest request, CancellationToken cancellationToken) =>
        services.Credentials is { } source && request.Origin is { } origin && route.Server.Scheme == Uri.UriSchemeHttps
            ? await source.FindAsync(origin, route.Server, cancellationToken)
            : null;
}
