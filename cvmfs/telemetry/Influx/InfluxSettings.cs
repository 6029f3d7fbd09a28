using System.Globalization;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Telemetry.Influx;

/// <summary>What the <c>CVMFS_TELEMETRY_*</c> and <c>CVMFS_INFLUX_*</c> parameters say.</summary>
internal sealed record InfluxSettings
{
    // Upstream CernVM-FS.
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromSeconds(5);

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string MetricName { get; init; }

    public required TimeSpan Period { get; init; }

    public string ExtraTags { get; init; } = "";

    public string ExtraFields { get; init; } = "";

    /// <summary>The settings; null when nothing is to be sent, with the mistake if there is one. Without a rate nothing is sent, as upstream, but somebody is told.</summary>
    public static InfluxSettings? Of(ClientSettings settings, out string? mistake)
    {
        mistake = null;
        if (!IsOn(settings["CVMFS_TELEMETRY_SEND"]))
            return null;
        if (settings["CVMFS_TELEMETRY_RATE"] is not { Length: > 0 } rate)
            mistake = "CVMFS_TELEMETRY_RATE must be set, as the seconds from one sending to the next";
        else if (settings["CVMFS_INFLUX_HOST"] is not { Length: > 0 } host || settings["CVMFS_INFLUX_METRIC_NAME"] is not { Length: > 0 } name)
            mistake = "CVMFS_INFLUX_HOST and CVMFS_INFLUX_METRIC_NAME must be set";
        else if (!int.TryParse(settings["CVMFS_INFLUX_PORT"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            mistake = $"CVMFS_INFLUX_PORT='{settings["CVMFS_INFLUX_PORT"]}' is no port; give a number from 1 to 65535";
        else if (!uint.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            mistake = $"CVMFS_TELEMETRY_RATE='{rate}' is no number of seconds";
        else
            return new InfluxSettings
            {
                Host = host,
                Port = port,
                MetricName = name,
                Period = seconds < ShortestPeriod.TotalSeconds ? ShortestPeriod : TimeSpan.FromSeconds(seconds),
                ExtraTags = settings["CVMFS_INFLUX_EXTRA_TAGS"] ?? "",
                ExtraFields = settings["CVMFS_INFLUX_EXTRA_FIELDS"] ?? "",
            };
        return null;
    }

    private static bool IsOn(string? text) => text?.ToUpperInvariant() is "YES" or "ON" or "1" or "TRUE";
}
