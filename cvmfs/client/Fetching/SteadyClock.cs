namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Moments that nobody sets: when the machine's clock is corrected, what was to last a while lasts just that while.</summary>
internal static class SteadyClock
{
    // Above the smallest moment, which stands for what has not happened yet.
    private static readonly DateTimeOffset Origin = DateTimeOffset.MinValue.AddTicks(1);

    /// <summary>Now. Only differences to other such moments of this process mean something.</summary>
    public static DateTimeOffset SteadyNow(this TimeProvider time) => Origin + time.GetElapsedTime(0);
}
