using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Prefetching;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Repeats attempts over servers and proxies until one brings the right bytes or all have been tried (formats §9.2).</summary>
internal sealed class Downloader(NetworkSettings settings, RouteTable routes, HttpAttempt attempt, ClientServices services, ClientCounters counters)
{
    private readonly FailureThrottle _throttle = new(services.Time);

    /// <summary>The servers and proxies in use.</summary>
    public RouteTable Routes => routes;

    /// <summary>How far away the servers are, as small transfers show it.</summary>
    public LatencyMeter Latency { get; } = new();

    /// <summary>Gets a file into <paramref name="destination"/>, which must be empty and seekable; the value is its length.</summary>
    public async ValueTask<ClientResult<long>> GetAsync(FetchRequest request, Stream destination, CancellationToken cancellationToken)
    {
        if (request.IsAhead)
            return await GetAheadAsync(request, destination, cancellationToken);
        if (request.Server is null && routes.ServerCount == 0)
            return new ClientFailure(ClientFailureKind.Options, $"No server for {request.Path} is known; set CVMFS_SERVER_URL, or CVMFS_EXTERNAL_URL for external data.");
        await _throttle.WaitAsync(cancellationToken);
        var progress = new FailoverProgress(settings);
        while (true)
        {
            var route = await routes.ChooseAsync(request, cancellationToken);
            var started = services.Time.GetTimestamp();
            if (destination.Position != 0)
                Empty(destination);
            var result = await attempt.RunAsync(route, request, destination, progress.BypassCaches, cancellationToken);
            if (result.Outcome == AttemptOutcome.Ok)
            {
                var took = services.Time.GetElapsedTime(started);
                counters.CountDownload(took);
                Latency.Add(took, result.Length);
                return result.Length;
            }

            var url = UrlEscaping.Join(route.Server, request.Path);
            Note(result, route, url);
            var servers = request.Server is null ? routes.ServerCount : 1;
            var step = progress.Next(result.Outcome, route.Proxy.IsDirect, servers, routes.ProxyCount);
            if (step == FailoverStep.GiveUp || (step == FailoverStep.NextRound && IsInterrupted()))
            {
                _throttle.Failed();
                return Failure(result, url, progress.Summary(servers));
            }

            await TakeAsync(step, route, progress, cancellationToken);
        }
    }

    private async ValueTask<ClientResult<long>> GetAheadAsync(FetchRequest request, Stream destination, CancellationToken cancellationToken)
    {
        var route = await routes.ChooseAsync(request, cancellationToken);
        var started = services.Time.GetTimestamp();
        var result = await attempt.RunAsync(route, request, destination, bypassCaches: false, cancellationToken);
        if (result.Outcome != AttemptOutcome.Ok)
            return new ClientFailure(ClientFailureKind.Network, $"Fetching {UrlEscaping.Join(route.Server, request.Path)} ahead failed: {result.Reason}.");
        counters.CountDownload(services.Time.GetElapsedTime(started));
        return result.Length;
    }

    private static void Empty(Stream destination)
    {
        destination.SetLength(0);
        destination.Position = 0;
    }

    private void Note(AttemptResult result, Route route, string url)
    {
        counters.CountDownloadError();
        if (result.Outcome == AttemptOutcome.Corrupt)
        {
            counters.CountCorrupt();
            services.CorruptDownload(url, result.Reason);
        }
        else
        {
            services.DownloadFailed(url, route.Proxy, result.Reason);
        }
    }

    private async ValueTask TakeAsync(FailoverStep step, Route route, FailoverProgress progress, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case FailoverStep.RetryLater:
                await Task.Delay(progress.NextBackoff(services.Random), services.Time, cancellationToken);
                break;
            case FailoverStep.NextProxy:
                routes.ProxyFailed(route);
                break;
            case FailoverStep.NextServer:
                routes.ServerFailed(route, afterAllProxies: false);
                break;
            case FailoverStep.NextServerAfterProxies:
                routes.ServerFailed(route, afterAllProxies: true);
                break;
            case FailoverStep.NextRound:
                routes.ServerFailed(route, afterAllProxies: true);
                await Task.Delay(progress.NextBackoff(services.Random), services.Time, cancellationToken);
                break;
        }
    }

    // Whoever reloads or unmounts makes the file to get out of failing over without end (upstream CernVM-FS).
    private bool IsInterrupted()
    {
        if (settings.InterruptFile is not { } file || !File.Exists(file))
            return false;
        File.Delete(file);
        return true;
    }

    private static ClientFailure Failure(AttemptResult result, string url, string summary)
    {
        var kind = result.Outcome switch
        {
            AttemptOutcome.NoSpace => ClientFailureKind.NoSpace,
            AttemptOutcome.LocalStorage => ClientFailureKind.LocalStorage,
            AttemptOutcome.Corrupt or AttemptOutcome.TooLarge => ClientFailureKind.Corrupt,
            AttemptOutcome.HostError => ClientFailureKind.ObjectMissing,
            _ => ClientFailureKind.Network,
        };
        var subject = kind is ClientFailureKind.NoSpace or ClientFailureKind.LocalStorage ? $"Storing {url} in the cache" : $"Downloading {url}";
        return new ClientFailure(kind, $"{subject} failed: {result.Reason}. {summary}");
    }
}
