namespace CernVM.Cvmfs.Client.Prefetching.Walks;

/// <summary>A few threads that carry transfers ahead of readers by themselves, as long as there are any; not of the pool, because they block.</summary>
/// <param name="tryStep">Does one piece of work; false when there is none. Must not throw.</param>
internal sealed class WalkThreads(Func<bool> tryStep) : IAsyncDisposable
{
    // Starting a thread costs as much as several small transfers.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _calls;
    private int _wanted = 1;
    private int _running;
    private int _idle;
    private bool _isClosed;

    /// <summary>Says that there may be work.</summary>
    /// <param name="more">Whether one thread more than before should do it.</param>
    public void Wake(bool more)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _calls++;
            if (_idle > 0)
            {
                _work.Set();
                return;
            }

            if (more)
                _wanted = Math.Min(_wanted + 1, PrefetchLimits.StepThreads);
            if (_running >= _wanted)
                return;
            _running++;
        }

        new Thread(Run) { IsBackground = true, Name = "fetch ahead" }.Start();
    }

    /// <summary>Lets the threads end after what they are at.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_running == 0)
                _ended.TrySetResult();
        }

        _work.Set();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _ended.Task;
        _work.Dispose();
    }

    private void Run()
    {
        long heard;
        do
        {
            heard = Volatile.Read(ref _calls);
            while (!Volatile.Read(ref _isClosed) && tryStep())
            {
            }
        }
        while (WaitForWork(heard));
    }

    private bool WaitForWork(long heard)
    {
        lock (_gate)
        {
            if (_isClosed)
                return End();

            // Somebody called after the last look for work had begun.
            if (_calls != heard)
                return true;
            _idle++;
        }

        var hasWork = _work.WaitOne(LongestIdle);
        lock (_gate)
        {
            _idle--;
            return hasWork && !_isClosed ? true : End();
        }
    }

    private bool End()
    {
        _wanted = Math.Max(1, _wanted - 1);
        _running--;
        if (!_isClosed)
            return false;
        if (_running == 0)
            _ended.TrySetResult();
        else
            _work.Set();
        return false;
    }
}
