namespace CernVM.Cvmfs.Fuse;

/// <summary>How long the kernel may use an answer without asking again.</summary>
/// <param name="Seconds">Whole seconds.</param>
/// <param name="Nanoseconds">0–999,999,999.</param>
public readonly record struct Lifetime(ulong Seconds, uint Nanoseconds)
{
    /// <summary>Ask every time.</summary>
    public static Lifetime None => default;

    /// <summary>Until it is invalidated: as many seconds as every kernel can turn into jiffies without overflow.</summary>
    public static Lifetime Unlimited => new(int.MaxValue, 0);

    /// <summary>Rounds down to 100 ns; negative spans are none, long ones unlimited.</summary>
    public static Lifetime From(TimeSpan span) => span <= TimeSpan.Zero
        ? None
        : span.TotalSeconds >= int.MaxValue
            ? Unlimited
            : new((ulong)(span.Ticks / TimeSpan.TicksPerSecond), (uint)(span.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
}
