using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What one request has tried already. Decides the next step; touches nothing else.</summary>
internal sealed class FailoverProgress(int servers, int proxies, NetworkSettings settings)
{
    private int _serversTried = 1;
    private int _proxiesTried = 1;
    private int _retries;
    private int _attempts;
    private TimeSpan _backoff;

    /// <summary>Whether the next attempt asks proxies to fetch anew.</summary>
    public bool BypassCaches { get; private set; }

    /// <summary>A sentence on what was tried.</summary>
    public string Summary => $"Tried {_attempts} times, {_serversTried} of {servers} servers.";

    /// <summary>The next step after a failure.</summary>
    public FailoverStep Next(AttemptOutcome outcome, ProxyEndpoint proxy)
    {
        _attempts++;
        switch (outcome)
        {
            case AttemptOutcome.LocalStorage or AttemptOutcome.NoSpace:
                return FailoverStep.GiveUp;
            case AttemptOutcome.Corrupt when !BypassCaches:
                BypassCaches = true;
                return FailoverStep.RetryNow;
            case AttemptOutcome.Connection when _retries < settings.MaxRetries:
                _retries++;
                return FailoverStep.RetryLater;
            case AttemptOutcome.Connection or AttemptOutcome.ProxyError when !proxy.IsDirect && _proxiesTried < proxies:
                _proxiesTried++;
                _retries = 0;
                return FailoverStep.NextProxy;
            default:
                return NextServer();
        }
    }

    /// <summary>The pause before the next try: random at first, then doubling.</summary>
    public TimeSpan NextBackoff(Random random)
    {
        _backoff = _backoff == TimeSpan.Zero ? settings.BackoffInitial * random.NextDouble() : _backoff * 2;
        if (_backoff > settings.BackoffMaximum)
            _backoff = settings.BackoffMaximum;
        return _backoff;
    }

    private FailoverStep NextServer()
    {
        _retries = 0;
        _proxiesTried = 1;
        BypassCaches = false;
        if (_serversTried < servers)
        {
            _serversTried++;
            return FailoverStep.NextServer;
        }

        if (!settings.FailoverIndefinitely)
            return FailoverStep.GiveUp;
        _serversTried = 1;
        return FailoverStep.NextRound;
    }
}
