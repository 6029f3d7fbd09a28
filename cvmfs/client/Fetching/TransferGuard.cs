using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Ends a transfer that brings less than the low-speed limit during a whole time-out window (formats §9.2).</summary>
internal sealed class TransferGuard : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _timer;
    private readonly long _least;
    private long _received;

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed with the guard.")]
    public TransferGuard(TimeProvider time, TimeSpan window, int lowSpeedLimit, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _least = Math.Max(1, (long)(lowSpeedLimit * window.TotalSeconds));
        var period = lowSpeedLimit == 0 || window <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : window;
        _timer = time.CreateTimer(static guard => ((TransferGuard)guard!).EndWindow(), this, period, period);
    }

    /// <summary>Cancelled by the caller or by the guard.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the guard ended the transfer.</summary>
    public bool IsTooSlow { get; private set; }

    /// <summary>Notes bytes that arrived.</summary>
    public void Received(int bytes) => Interlocked.Add(ref _received, bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _stop.Dispose();
    }

    private void EndWindow()
    {
        if (Interlocked.Exchange(ref _received, 0) >= _least)
            return;
        IsTooSlow = true;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The transfer ended in the same moment; there is nothing left to stop.
        }
    }
}
