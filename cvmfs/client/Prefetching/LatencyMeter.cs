namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// How long a small object takes from request to last byte: the median of the last requests that somebody waited for. A median, because a proxy that has
/// most objects answers fast most of the time, and because single requests are slow for reasons of their own.
/// </summary>
internal sealed class LatencyMeter
{
    /// <summary>Transfers of more plain bytes measure the bandwidth rather than the distance (ours).</summary>
    public const long LargestSample = 64 * 1024;

    private const int Kept = 15;
    private const int Least = 4;

    private readonly Lock _gate = new();
    private readonly long[] _samples = new long[Kept];
    private readonly long[] _sorted = new long[Kept];
    private int _count;
    private long _median;

    /// <summary>The median; zero until there are some samples.</summary>
    public TimeSpan Median => TimeSpan.FromTicks(Volatile.Read(ref _median));

    /// <summary>Takes the time of one transfer; large ones are ignored.</summary>
    public void Add(TimeSpan took, long length)
    {
        if (length > LargestSample)
            return;
        lock (_gate)
        {
            _samples[_count++ % Kept] = took.Ticks;
            var used = Math.Min(_count, Kept);
            if (used < Least)
                return;
            _samples.AsSpan(0, used).CopyTo(_sorted);
            _sorted.AsSpan(0, used).Sort();
            Volatile.Write(ref _median, _sorted[used / 2]);
        }
    }
}
