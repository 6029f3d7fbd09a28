namespace CernVM.Cvmfs.Telemetry;

/// <summary>A loop that runs until it is disposed.</summary>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public BackgroundWork(Func<CancellationToken, Task> loop) => _loop = Task.Run(() => loop(_end.Token));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _loop;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The wished end.
            _ = _loop.Status;
        }

        _end.Dispose();
    }
}
