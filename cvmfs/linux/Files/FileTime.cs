namespace CernVM.Cvmfs.Linux.Files;

/// <summary>A file time: seconds since 1970 and nanoseconds 0–999,999,999.</summary>
public readonly record struct FileTime(long Seconds, int Nanoseconds)
{
    private const int NanosecondsPerTick = 100;

    /// <summary>The same instant as .NET has it, cut to 100 ns.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(Seconds).AddTicks(Nanoseconds / NanosecondsPerTick);

    /// <summary>An instant as the kernel has it.</summary>
    public static FileTime From(DateTimeOffset instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        var rest = instant.UtcTicks - DateTimeOffset.FromUnixTimeSeconds(seconds).UtcTicks;
        return new FileTime(seconds, (int)rest * NanosecondsPerTick);
    }
}
