using CernVM.Benchmarks.Client.Contenders;

namespace CernVM.Benchmarks.Client.Reports;

/// <summary>All samples of a line.</summary>
internal sealed class LineResult(string name, string title, string unit, Goal goal)
{
    private readonly Dictionary<ContenderKind, List<Sample>> _samples = [];

    public string Name => name;

    public string Title => title;

    public string Unit => unit;

    public Goal Goal => goal;

    /// <summary>Why there are no samples, or null.</summary>
    public string? Skipped { get; set; }

    public IReadOnlyDictionary<ContenderKind, List<Sample>> Samples => _samples;

    /// <summary>Whether the goal is reached; null when that cannot be said.</summary>
    public bool? IsReached => Median(ContenderKind.Ours) is { } ours ? goal.Reaches(ours, Median(ContenderKind.Original), Median(ContenderKind.Plain)) : null;

    public void Add(ContenderKind kind, Sample sample)
    {
        if (!_samples.TryGetValue(kind, out var samples))
            _samples.Add(kind, samples = []);
        samples.Add(sample);
    }

    public double? Median(ContenderKind kind) => Median(kind, sample => sample.Value);

    public double? MedianCpu(ContenderKind kind) => Median(kind, sample => sample.ClientCpu);

    public double? Peak(ContenderKind kind) => _samples.TryGetValue(kind, out var samples) ? samples.Max(sample => sample.PeakMebibytes) : null;

    private double? Median(ContenderKind kind, Func<Sample, double> value)
    {
        if (!_samples.TryGetValue(kind, out var samples) || samples.Count == 0)
            return null;
        var ordered = samples.Select(value).Order().ToArray();
        var middle = ordered.Length / 2;
        return ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }
}
