namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>Waits for tasks that stop each other.</summary>
internal static class FirstFailure
{
    /// <summary>Waits for all; throws what went wrong first, not the cancellations that followed from it.</summary>
    public static async Task OfAsync(CancellationToken cancellationToken, params Task[] tasks)
    {
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var task in tasks)
        {
            if (task.IsFaulted)
                await task;
        }

        await Task.WhenAll(tasks);
    }
}
