namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>Waits for what another process brings about.</summary>
internal static class Waiting
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    public static async Task UntilAsync(string what, Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        using var timer = new PeriodicTimer(s_interval);
        while (!condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException error)
            {
                throw new TimeoutException($"Waited in vain for {what}.", error);
            }
        }
    }
}
