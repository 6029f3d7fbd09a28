using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Whose fault an answer or an exception is, which decides what is changed next (formats §9.2).</summary>
internal static class ResponseClassifier
{
    private const int TooManyRequests = 429;

    /// <summary>Classifies an answer that is no success.</summary>
    public static AttemptResult Classify(HttpResponseMessage response, ProxyEndpoint proxy, bool followsRedirects) =>
        Classify((int)response.StatusCode, BlamesProxy(response), proxy, followsRedirects);

    /// <summary>Classifies an answer that is no success.</summary>
    /// <param name="status">HTTP status code.</param>
    /// <param name="blamesProxy">Whether a proxy says that the error is its own.</param>
    /// <param name="proxy">The proxy in between.</param>
    /// <param name="followsRedirects">Whether redirects were followed until there were too many.</param>
    public static AttemptResult Classify(int status, bool blamesProxy, ProxyEndpoint proxy, bool followsRedirects)
    {
        if (status == TooManyRequests)
            return new AttemptResult(AttemptOutcome.HostConnection, "HTTP status 429, too many requests", 0);
        if (status < 400)
        {
            return followsRedirects
                ? new AttemptResult(AttemptOutcome.HostConnection, $"HTTP status {status}, and no further redirect is followed", 0)
                : new AttemptResult(AttemptOutcome.HostError, $"HTTP status {status}, a redirect; CVMFS_FOLLOW_REDIRECTS=yes allows them", 0);
        }

        var isHostError = status is 400 or 404 or >= 500;
        return new AttemptResult(
            !proxy.IsDirect && (!isHostError || blamesProxy) ? AttemptOutcome.ProxyError : AttemptOutcome.HostError, $"HTTP status {status}", 0);
    }

    /// <summary>Classifies what went wrong before or during an answer.</summary>
    public static AttemptResult Classify(Exception failure, ProxyEndpoint proxy)
    {
        var reason = Innermost(failure).Message.TrimEnd('.');
        var outcome = failure switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => AttemptOutcome.HostConnection,
            UnknownHostException or HttpRequestException { InnerException: UnknownHostException } or DnsClient.DnsResponseException =>
                proxy.IsDirect ? AttemptOutcome.HostUnknown : AttemptOutcome.ProxyUnknown,
            _ => AttemptOutcome.Connection,
        };
        return new AttemptResult(outcome, reason, 0);
    }

    // Squid, and RFC 9209.
    private static bool BlamesProxy(HttpResponseMessage response) =>
        response.Headers.Contains("X-Squid-Error")
        || (response.Headers.TryGetValues("Proxy-Status", out var states) && states.Any(state => state.Contains("error=", StringComparison.Ordinal)));

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
