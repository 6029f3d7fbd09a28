using CernVM.Cvmfs.Mount.Instrumentation;

namespace CernVM.Cvmfs.Mount.Tests.Instrumentation;

public class LatencyHistogramTests
{
    [Fact]
    public void Measurements_fall_into_powers_of_two()
    {
        var histogram = new LatencyHistogram();
        foreach (var nanoseconds in new[] { 100, 1000, 1100, 5000 })
            histogram.Add(TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick));
        histogram.Add(TimeSpan.FromSeconds(5));

        var lines = histogram.ToString().Split('\n');

        Assert.Equal(5, histogram.Count);
        Assert.Contains(lines, line => line.StartsWith("        64 ->        127 :     1 |", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("      1024 ->       2047 :     1 |", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("                overflow :     1 |", StringComparison.Ordinal));
        Assert.Contains("                   total :     5", lines);
    }

    [Fact]
    public void A_quantile_lies_in_its_bin()
    {
        var histogram = new LatencyHistogram();
        for (var count = 0; count < 100; count++)
            histogram.Add(TimeSpan.FromMicroseconds(3));

        Assert.InRange(histogram.Quantile(0.5), 2048, 4096);
        Assert.True(histogram.Quantile(0.1) < histogram.Quantile(0.9));
        Assert.Equal(0, new LatencyHistogram().Quantile(0.5));
    }
}
