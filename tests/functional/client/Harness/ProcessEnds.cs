using System.Diagnostics;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>Waits for a process that is not a child.</summary>
internal static class ProcessEnds
{
    public static async Task WaitAsync(int pid)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (ArgumentException)
        {
            // Already gone.
        }
    }
}
