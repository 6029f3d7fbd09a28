namespace CernVM.Cvmfs.Services;

/// <summary>Keeps a JSON file in step with the counters, at most once an interval, and once more at the end.</summary>
internal sealed class CountersFile(string path, AccessCounters counters, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <exception cref="WebServerException">The file cannot be written.</exception>
    public void Start()
    {
        try
        {
            Write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WebServerException($"The counters file '{path}' cannot be written: {e.Message} Name another file with --counters.", e);
        }
        _loop = LoopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        TryWrite();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Limits.CountersInterval, clock);
        long seen = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var now = counters.Requests;
                if (now != seen && TryWrite())
                    seen = now;
            }
        }
        catch (OperationCanceledException)
        {
            // Disposal asks for it.
        }
    }

    // A full disk must not stop the serving; the next interval tries again.
    private bool TryWrite()
    {
        try
        {
            Write();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Write()
    {
        var temporary = path + ".new";
        using (var file = File.Create(temporary))
            counters.WriteJson(file);
        File.Move(temporary, path, overwrite: true);
    }
}
