namespace CernVM.Cvmfs.Client.Caching;

/// <summary>One transfer into the cache, for everybody who waits for it.</summary>
/// <param name="isAhead">Whether nobody needed the object when it began.</param>
internal sealed class RunningDownload(bool isAhead)
{
    private readonly TaskCompletionSource<ClientFailure?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether nobody needed the object when it began, so that it gives up at the first error.</summary>
    public bool IsAhead => isAhead;

    /// <summary>Whether another transfer took its place before it came to an end.</summary>
    public bool WasHandedOver { get; private set; }

    /// <summary>Null when the object is in the cache.</summary>
    public Task<ClientFailure?> Completion => _completion.Task;

    /// <summary>Ends it.</summary>
    public void Finish(ClientFailure? failure) => _completion.SetResult(failure);

    /// <summary>Ends it with an exception.</summary>
    public void Fail(Exception failure)
    {
        _completion.SetException(failure);

        // Nobody may be waiting.
        _ = _completion.Task.Exception;
    }

    /// <summary>Sends those who wait to the transfer that took its place.</summary>
    public void HandOver()
    {
        WasHandedOver = true;
        _completion.SetResult(null);
    }
}
