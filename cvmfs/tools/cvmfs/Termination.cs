using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Tools;

/// <summary>The token that the first interrupt or termination signal cancels. It lives as long as the process, since signals do.</summary>
internal static class Termination
{
    private static readonly CancellationTokenSource Source = new();

    public static CancellationToken Token => Source.Token;

    /// <summary>The second signal ends the process as usual, in case the clean end hangs.</summary>
    public static void Handle(PosixSignalContext signal)
    {
        signal.Cancel = !Source.IsCancellationRequested;
        Source.Cancel();
    }
}
