using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Mount.Metrics;

/// <summary>
/// Figures in the text exposition format 0.0.4 of Prometheus, which OpenTelemetry collectors read as well: <c>cvmfs_n_fs_open_total{repo="…"} 7</c>.
/// </summary>
public static class PrometheusText
{
    /// <summary>Media type of the text.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Prefix = "cvmfs_";

    /// <summary>Writes them, one family a figure.</summary>
    public static string Of(IEnumerable<MountMetric> metrics, RepositoryName repository)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var text = new StringBuilder();
        foreach (var metric in metrics)
        {
            var name = NameOf(metric);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {metric.Meaning}\n")
                .Append(CultureInfo.InvariantCulture, $"# TYPE {name} {(metric.IsCounter ? "counter" : "gauge")}\n")
                .Append(CultureInfo.InvariantCulture, $"{name}{{repo=\"{repository}\"}} {metric.Value}\n");
        }

        return text.ToString();
    }

    private static string NameOf(MountMetric metric)
    {
        var plain = metric.Name.StartsWith("cvmfs.", StringComparison.Ordinal) ? metric.Name["cvmfs.".Length..] : metric.Name;
        return Prefix + plain.Replace('.', '_') + (metric.IsCounter ? "_total" : "");
    }
}
