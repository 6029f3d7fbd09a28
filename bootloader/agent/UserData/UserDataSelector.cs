namespace CernVM.Bootloader.Agent.UserData;

/// <summary>
/// Asks all providers of a list at once and takes the first of the list that says yes: the list's order decides, never the
/// speed of an answer.
/// </summary>
internal sealed class UserDataSelector(TimeProvider time, TimeSpan limit, Action<string> note)
{
    /// <summary>The delivery of the first provider that has one; null when none has.</summary>
    public async Task<UserDataDelivery?> SelectAsync(IReadOnlyList<IUserDataProvider> providers, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        Task<bool>[] probes = [.. providers.Select(provider => GuardAsync(provider, () => provider.ProbeAsync(both.Token)))];
        try
        {
            for (int i = 0; i < probes.Length; i++)
                if (await probes[i].ConfigureAwait(false)
                    && await GuardAsync(providers[i], () => providers[i].ExtractAsync(both.Token)).ConfigureAwait(false) is { } delivery)
                    return delivery;
            return null;
        }
        finally
        {
            await both.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(probes).ConfigureAwait(false);
        }
    }

    private async Task<T?> GuardAsync<T>(IUserDataProvider provider, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or UnauthorizedAccessException or InvalidDataException)
        {
            if (e is not OperationCanceledException)
                note($"{provider.Source}: {e.Message}");
            return default;
        }
    }
}
