namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What follows a failed attempt.</summary>
internal enum FailoverStep
{
    /// <summary>The same way once more, past all caches.</summary>
    RetryNow,

    /// <summary>The same way after a pause.</summary>
    RetryLater,

    /// <summary>Another proxy.</summary>
    NextProxy,

    /// <summary>Another server through the same proxy.</summary>
    NextServer,

    /// <summary>Another server, beginning with the first proxy group, because all proxies failed.</summary>
    NextServerAfterProxies,

    /// <summary>All were tried, but failing over never ends: from the beginning, after a pause.</summary>
    NextRound,

    /// <summary>All were tried.</summary>
    GiveUp,
}
