namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>
/// Holds requests back until a given number of them waits at the same time. A client that asks for one thing after another never gets through, whatever
/// the speed of the machine.
/// </summary>
internal sealed class RequestBarrier(int together)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    /// <summary>Completes when enough requests wait.</summary>
    public Task Met => _open.Task;

    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting;
        }
    }

    /// <summary>Adds a request; it goes on when the task completes.</summary>
    public Task JoinAsync() => JoinAsync(_open.Task);

    /// <summary>Adds a request, which goes on when another task completes.</summary>
    public Task JoinAsync(Task until)
    {
        lock (_gate)
        {
            if (++_waiting >= together)
                _open.TrySetResult();
            return until;
        }
    }
}
