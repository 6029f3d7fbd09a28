namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>Counts a catalog's objects that are still on their way.</summary>
internal sealed class PendingCatalog
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One more than the objects, until all are announced.
    private int _left = 1;

    /// <summary>Ends when all objects are there.</summary>
    public Task Completion => _complete.Task;

    public void Announce() => Interlocked.Increment(ref _left);

    public void AllAnnounced() => Arrived();

    public void Arrived()
    {
        if (Interlocked.Decrement(ref _left) == 0)
            _complete.SetResult();
    }
}
