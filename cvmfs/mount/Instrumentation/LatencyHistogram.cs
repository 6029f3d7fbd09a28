using System.Globalization;
using System.Numerics;
using System.Text;

namespace CernVM.Cvmfs.Mount.Instrumentation;

/// <summary>How often an operation took how long: a counter for each power of two of nanoseconds, and one for more than a second.</summary>
internal sealed class LatencyHistogram
{
    /// <summary>Upstream CernVM-FS has as many.</summary>
    private const int Bins = 30;

    private const int ShortestColumn = 12;
    private const int Stars = 38;

    private static readonly double[] ReportQuantiles = [.1, .2, .25, .3, .4, .5, .6, .7, .75, .8, .9, .95, .99, .995, .999];

    // The last one is the overflow.
    private readonly long[] _counts = new long[Bins + 1];

    /// <summary>All measurements.</summary>
    public long Count => _counts.Sum();

    /// <summary>Adds a measurement.</summary>
    public void Add(TimeSpan took)
    {
        var nanoseconds = (ulong)Math.Max(0, took.Ticks) * TimeSpan.NanosecondsPerTick;
        var bin = nanoseconds < 2 ? 0 : BitOperations.Log2(nanoseconds);
        Interlocked.Increment(ref _counts[Math.Min(bin, Bins)]);
    }

    /// <summary>Nanoseconds that a part of all measurements did not pass, by straight lines inside of the bins; the overflow does not count.</summary>
    public long Quantile(double part)
    {
        var pivot = (long)(Count * part);
        for (var bin = 0; bin < Bins; bin++)
        {
            var here = _counts[bin];
            if (pivot <= here)
                return here == 0 ? 0 : Low(bin) + (long)((High(bin) - Low(bin)) * ((double)pivot / here));
            pivot -= here;
        }

        return High(Bins - 1);
    }

    /// <summary>The table of upstream's <c>internal affairs</c>.</summary>
    public override string ToString()
    {
        var total = Count;
        var width = Math.Max(1, _counts.Max().ToString(CultureInfo.InvariantCulture).Length);
        var column = Math.Max(ShortestColumn, total == 0 ? 0 : (int)(_counts.Max() * Stars / total));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $" {"nsec",23} | {"count".PadLeft(width + 4)} | {"distribution".PadLeft(column)} |\n");
        for (var bin = 0; bin < Bins; bin++)
        {
            var low = bin == 0 ? 0 : Low(bin);
            text.Append(CultureInfo.InvariantCulture, $" {low,9} -> {High(bin) - 1,10} :     {Padded(_counts[bin], width)} | {Bar(_counts[bin], total, column)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{"overflow",24} : {Padded(_counts[Bins], width + 4)} | {Bar(_counts[Bins], total, column)} |\n");
        text.Append(CultureInfo.InvariantCulture, $"{"total",24} : {Padded(total, width + 4)}\n\n\nQuantiles\n");
        text.AppendJoin(',', ReportQuantiles.Select(part => part.ToString("F4", CultureInfo.InvariantCulture))).Append('\n');
        text.AppendJoin(',', ReportQuantiles.Select(part => Quantile(part).ToString(CultureInfo.InvariantCulture)));
        return text.Append("\nEnd Quantiles\n-----------------------\n").ToString();
    }

    private static long Low(int bin) => bin == 0 ? 0 : 1L << bin;

    private static long High(int bin) => 1L << (bin + 1);

    private static string Padded(long value, int width) => value.ToString(CultureInfo.InvariantCulture).PadLeft(width);

    private static string Bar(long value, long total, int column) => new string('*', total == 0 ? 0 : (int)(value * Stars / total)).PadLeft(column);
}
