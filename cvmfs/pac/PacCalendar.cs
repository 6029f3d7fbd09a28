namespace CernVM.Cvmfs.Pac;

/// <summary>
/// <c>weekdayRange</c>, <c>dateRange</c> and <c>timeRange</c> (Netscape's format of 1996). Both ends belong to a range; one whose end lies before its begin
/// goes over midnight, the end of the week, or the end of the year. What makes no sense is never true.
/// </summary>
/// <param name="utc">The moment, in UTC.</param>
/// <param name="local">The same moment on the machine's own clock.</param>
internal sealed class PacCalendar(DateTime utc, DateTime local)
{
    private const int LastDay = 31;

    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>One day of the week or two, and <c>GMT</c>.</summary>
    public bool WeekdayRange(IReadOnlyList<string> arguments)
    {
        var (now, words) = Begin(arguments);
        var days = words.Select(word => Array.IndexOf(Weekdays, word)).ToList();
        return days.Count is 1 or 2 && !days.Contains(-1) && IsBetween((int)now.DayOfWeek, days[0], days[^1]);
    }

    /// <summary>Days, months, years, alone, in pairs, or two full dates, and <c>GMT</c>.</summary>
    public bool DateRange(IReadOnlyList<string> arguments)
    {
        var (now, words) = Begin(arguments);
        if (words.Count == 0 || words.Count > 6 || (words.Count > 1 && words.Count % 2 != 0))
            return false;
        var half = Math.Max(1, words.Count / 2);
        return Parse(words.Take(half)) is { } from && Parse(words.TakeLast(half)) is { } to && from.Fields == to.Fields && Holds(now, from, to);
    }

    /// <summary>An hour, or two times of day with or without minutes and seconds, and <c>GMT</c>.</summary>
    public bool TimeRange(IReadOnlyList<string> arguments)
    {
        var (now, words) = Begin(arguments);
        if (words.Count is not (1 or 2 or 4 or 6))
            return false;
        var half = Math.Max(1, words.Count / 2);
        return Time(words.Take(half), 0) is { } from && Time(words.TakeLast(half), 59) is { } to && IsBetween((int)now.TimeOfDay.TotalSeconds, from, to);
    }

    private (DateTime Now, List<string> Words) Begin(IReadOnlyList<string> arguments)
    {
        var words = arguments.Select(word => word.Trim().ToUpperInvariant()).ToList();
        if (words is not [.., "GMT"])
            return (local, words);
        words.RemoveAt(words.Count - 1);
        return (utc, words);
    }

    private static int? Time(IEnumerable<string> words, int filler)
    {
        int[] parts = [.. words.Select(word => int.TryParse(word, out var number) ? number : -1)];
        var (hour, minute, second) = (parts[0], parts.Length > 1 ? parts[1] : filler, parts.Length > 2 ? parts[2] : filler);
        return hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60 ? (((hour * 60) + minute) * 60) + second : null;
    }

    private static PartialDate? Parse(IEnumerable<string> words)
    {
        var date = new PartialDate(0, 0, 0);
        foreach (var word in words)
        {
            if (Array.IndexOf(Months, word) is >= 0 and var month)
                date = date with { Month = month + 1 };
            else if (!int.TryParse(word, out var number) || number < 1)
                return null;
            else
                date = number <= LastDay ? date with { Day = number } : date with { Year = number };
        }

        return date;
    }

    private static bool Holds(DateTime now, PartialDate from, PartialDate to)
    {
        var fields = from.Fields;
        var value = new PartialDate(fields.Year ? now.Year : 0, fields.Month ? now.Month : 0, fields.Day ? now.Day : 0);
        return fields.Year ? from.Rank <= value.Rank && value.Rank <= to.Rank : IsBetween(value.Rank, from.Rank, to.Rank);
    }

    private static bool IsBetween(int value, int from, int to) => from <= to ? from <= value && value <= to : value >= from || value <= to;

    /// <summary>A date of which some fields are given; 0 stands for the others.</summary>
    private sealed record PartialDate(int Year, int Month, int Day)
    {
        public (bool Year, bool Month, bool Day) Fields => (Year > 0, Month > 0, Day > 0);

        public int Rank => (((Year * 13) + Month) * 32) + Day;
    }
}
