using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Metrics;

namespace CernVM.Cvmfs.Telemetry.Influx;

/// <summary>
/// Figures in the line protocol of Influx, as upstream CernVM-FS sends them (formats §10.7): a line with the values that are not zero and, from the second
/// time on, a line with their changes.
/// </summary>
internal sealed class InfluxPayload(InfluxSettings settings, RepositoryName repository)
{
    private Dictionary<string, long>? _previous;

    /// <summary>The text of one datagram.</summary>
    public string Next(IReadOnlyList<MountMetric> metrics, DateTimeOffset now)
    {
        var set = metrics.Where(metric => metric.Value != 0).OrderBy(metric => metric.Name, StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        Line(text, "_absolute", set.Select(metric => (metric.Name, metric.Value)), settings.ExtraFields, now);
        if (_previous is { } previous)
            Line(text, "_delta", set.Select(metric => (metric.Name, metric.Value - previous.GetValueOrDefault(metric.Name))), "", now);
        _previous = metrics.ToDictionary(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal);
        return text.ToString();
    }

    private void Line(StringBuilder text, string suffix, IEnumerable<(string Name, long Value)> values, string extraFields, DateTimeOffset now)
    {
        const int NanosecondsPerTick = 100;
        var fields = values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Name}={value.Value}"));
        if (extraFields.Length > 0)
            fields = fields.Append(extraFields);
        text.Append(settings.MetricName).Append(suffix).Append(",repo=").Append(repository);
        if (settings.ExtraTags.Length > 0)
            text.Append(',').Append(settings.ExtraTags);
        text.Append(' ').AppendJoin(',', fields);
        text.Append(' ').Append((now - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick).Append('\n');
    }
}
