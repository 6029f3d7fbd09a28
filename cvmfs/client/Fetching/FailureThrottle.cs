namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Slows new downloads down while downloads keep failing, so that a broken site is not flooded (formats §9.2).</summary>
internal sealed class FailureThrottle(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TimeSpan _pause;
    private long _since;

    /// <summary>Notes a download that failed for good.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            _since = time.GetTimestamp();
            _pause = _pause == TimeSpan.Zero ? FetchLimits.ThrottleFirst
                : _pause * 2 > FetchLimits.ThrottleLongest ? FetchLimits.ThrottleLongest : _pause * 2;
        }
    }

    /// <summary>Waits as long as recent failures demand; not at all in good times.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause;
        lock (_gate)
        {
            if (_pause != TimeSpan.Zero && time.GetElapsedTime(_since) > FetchLimits.ThrottleReset)
                _pause = TimeSpan.Zero;
            pause = _pause;
        }

        return pause == TimeSpan.Zero ? ValueTask.CompletedTask : new ValueTask(Task.Delay(pause, time, cancellationToken));
    }
}
