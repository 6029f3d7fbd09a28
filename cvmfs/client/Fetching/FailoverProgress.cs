using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What one request has tried already. Decides the next step as the original does; touches nothing else.</summary>
internal sealed class FailoverProgress(NetworkSettings settings)
{
    private int _serversTried = 1;
    private int _proxiesTried = 1;
    private int _retries;
    private int _attempts;
    private TimeSpan _backoff;

    /// <summary>Whether the next attempt asks proxies to fetch anew.</summary>
    public bool BypassCaches { get; private set; }

    /// <summary>The next step after a failure.</summary>
    /// <param name="outcome">What the attempt came to.</param>
    /// <param name="isDirect">Whether it used no proxy.</param>
    /// <param name="servers">Number of servers that the request may use.</param>
    /// <param name="proxies">Number of proxies.</param>
    public FailoverStep Next(AttemptOutcome outcome, bool isDirect, int servers, int proxies)
    {
        _attempts++;
        var bypassed = BypassCaches;
        BypassCaches = outcome == AttemptOutcome.Corrupt && !bypassed;
        if (BypassCaches)
            return FailoverStep.RetryNow;
        if (outcome is AttemptOutcome.LocalStorage or AttemptOutcome.NoSpace)
            return FailoverStep.GiveUp;

        // As in the original, the retries are those of the whole request, not of each server and proxy.
        if (outcome is AttemptOutcome.Connection or AttemptOutcome.HostConnection && !bypassed && _retries < settings.MaxRetries)
        {
            _retries++;
            return FailoverStep.RetryLater;
        }

        if (BlamesProxy(outcome, isDirect))
        {
            if (_proxiesTried++ < proxies)
                return FailoverStep.NextProxy;
            _proxiesTried = 1;
            return _serversTried++ < servers ? FailoverStep.NextServerAfterProxies : Exhausted();
        }

        return _serversTried++ < servers ? FailoverStep.NextServer : Exhausted();
    }

    /// <summary>A sentence on what was tried.</summary>
    public string Summary(int servers) => $"Tried {_attempts} times, {Math.Min(_serversTried, servers)} of {servers} servers.";

    /// <summary>The pause before the next try: random at first, then doubling.</summary>
    public TimeSpan NextBackoff(Random random)
    {
        _backoff = _backoff == TimeSpan.Zero ? settings.BackoffInitial * random.NextDouble() : _backoff * 2;
        if (_backoff > settings.BackoffMaximum)
            _backoff = settings.BackoffMaximum;
        return _backoff;
    }

    private static bool BlamesProxy(AttemptOutcome outcome, bool isDirect) =>
        !isDirect && outcome is AttemptOutcome.Connection or AttemptOutcome.ProxyError or AttemptOutcome.ProxyUnknown;

    private FailoverStep Exhausted()
    {
        if (!settings.FailoverIndefinitely)
            return FailoverStep.GiveUp;
        _serversTried = 1;
        _proxiesTried = 1;
        _retries = 0;
        return FailoverStep.NextRound;
    }
}
