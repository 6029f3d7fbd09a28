using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Work that nobody waits for: its failures are logged, and closing cancels it and waits for its end.</summary>
internal sealed class BackgroundWork(ClientServices services, PrefetchCounters counters) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isClosed;

    /// <summary>Starts work on a thread of the pool; does nothing once it is closed.</summary>
    /// <param name="subject">What it is about, for the log.</param>
    /// <param name="work">The work.</param>
    public void Run(string subject, Func<CancellationToken, ValueTask> work)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _running++;
        }

        _ = Task.Run(() => GuardAsync(subject, work));
    }

    /// <summary>Does work on the calling thread; false when it fails, too.</summary>
    /// <param name="subject">What it is about, for the log.</param>
    /// <param name="work">The work.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Work that nobody waits for must not end the process; it is logged and counted.")]
    public bool Try(string subject, Func<bool> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure)
        {
            Note(subject, failure);
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            if (_running == 0)
                _ended.TrySetResult();
        }

        await _closing.CancelAsync();
        await _ended.Task;
        _closing.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Work that nobody waits for must not end the process; it is logged and counted.")]
    private async Task GuardAsync(string subject, Func<CancellationToken, ValueTask> work)
    {
        try
        {
            await work(_closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The client is being closed.
        }
        catch (Exception failure)
        {
            Note(subject, failure);
        }

        lock (_gate)
        {
            if (--_running == 0 && _isClosed)
                _ended.TrySetResult();
        }
    }

    private void Note(string subject, Exception failure)
    {
        counters.CountFailed();
        services.PrefetchBroke(subject, failure.Message);
    }
}
