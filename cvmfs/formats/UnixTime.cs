using System.Globalization;

namespace CernVM.Cvmfs.Formats;

/// <summary>Decimal Unix seconds, as manifests and databases write them.</summary>
internal static class UnixTime
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && TryFrom(seconds, out time);
    }

    /// <summary>False for numbers that no calendar has (year 10000 and later, or negative).</summary>
    public static bool TryFrom(long seconds, out DateTimeOffset time)
    {
        var good = seconds >= 0 && seconds <= Last;
        time = good ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return good;
    }
}
