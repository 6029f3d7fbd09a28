using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Mount.Instrumentation;

/// <summary>
/// How often the kernel asked for what, and with <c>CVMFS_INSTRUMENT_FUSE</c> how long the answers took. Counters are spread over stripes by thread, so
/// that threads seldom write to one cache line.
/// </summary>
internal sealed class OperationStatistics(bool isTiming)
{
    private const int Stripes = 8;

    // Operations and their errors, a cache line apart.
    private const int StripeLength = 2 * Operations;
    private const int Operations = 64;

    private readonly long[] _counts = new long[Stripes * StripeLength];
    private readonly LatencyHistogram[] _latencies = [.. Enumerable.Range(0, isTiming ? Operations : 0).Select(_ => new LatencyHistogram())];

    /// <summary>Whether times are measured.</summary>
    public bool IsTiming => isTiming;

    /// <summary>Requests of a kind.</summary>
    public long Count(FuseOpcode operation) => Sum((int)operation);

    /// <summary>Those that failed.</summary>
    public long Errors(FuseOpcode operation) => Sum(Operations + (int)operation);

    /// <summary>The times of a kind; empty without measuring.</summary>
    public LatencyHistogram Latency(FuseOpcode operation) => isTiming ? _latencies[(int)operation] : new LatencyHistogram();

    /// <summary>A request was answered.</summary>
    public void Add(in FuseRequest request, Errno error, TimeSpan took)
    {
        var operation = (int)request.Opcode;
        if ((uint)operation >= Operations)
            return;
        var stripe = (Environment.CurrentManagedThreadId % Stripes) * StripeLength;
        Interlocked.Increment(ref _counts[stripe + operation]);
        if (error != Errno.None)
            Interlocked.Increment(ref _counts[stripe + Operations + operation]);
        if (isTiming)
            _latencies[operation].Add(took);
    }

    private long Sum(int index)
    {
        var sum = 0L;
        for (var stripe = 0; stripe < Stripes; stripe++)
            sum += Volatile.Read(ref _counts[(stripe * StripeLength) + index]);
        return sum;
    }
}
