namespace CernVM.Builder.Images;

/// <summary>The one time that an image carries everywhere.</summary>
/// <param name="Seconds">Seconds since 1970.</param>
public readonly record struct DiskTime(long Seconds)
{
    private const int FirstFatYear = 1980;

    /// <summary>The time as a date in UTC.</summary>
    public DateTimeOffset Utc => DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <summary>FAT's date: years since 1980 in bits 15–9, month in 8–5, day in 4–0.</summary>
    public ushort FatDate => (ushort)((Math.Max(Utc.Year - FirstFatYear, 0) << 9) | (Utc.Month << 5) | Utc.Day);

    /// <summary>FAT's time: hour in bits 15–11, minute in 10–5, pairs of seconds in 4–0.</summary>
    public ushort FatTime => (ushort)((Utc.Hour << 11) | (Utc.Minute << 5) | (Utc.Second / 2));
}
