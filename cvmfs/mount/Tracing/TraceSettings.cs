using System.Globalization;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Mount.Tracing;

/// <summary>What <c>CVMFS_TRACEFILE</c>, <c>CVMFS_TRACEBUFFER</c> and <c>CVMFS_TRACEBUFFER_THRESHOLD</c> say.</summary>
/// <param name="File">The file that is appended to.</param>
/// <param name="Buffer">Most lines that wait for the writer.</param>
/// <param name="Threshold">Lines beyond which they are written without being asked for.</param>
internal sealed record TraceSettings(string File, int Buffer, int Threshold)
{
    // Upstream CernVM-FS.
    private const int DefaultBuffer = 8192;
    private const int DefaultThreshold = 7000;

    /// <summary>Ours: a line takes some hundred bytes.</summary>
    private const int LargestBuffer = 1 << 20;

    /// <summary>The settings; null without a trace. A mistake is described, and then there are none.</summary>
    public static TraceSettings? Of(ClientSettings settings, out string? mistake)
    {
        mistake = null;
        if (settings["CVMFS_TRACEFILE"] is not { Length: > 0 } file)
            return null;
        var buffer = Number(settings["CVMFS_TRACEBUFFER"], DefaultBuffer);
        var threshold = Number(settings["CVMFS_TRACEBUFFER_THRESHOLD"], Math.Min(DefaultThreshold, (buffer ?? DefaultBuffer) - 1));
        if (buffer is >= 2 and <= LargestBuffer && threshold is { } wanted && wanted < buffer)
            return new TraceSettings(file, buffer.Value, wanted);
        mistake = $"CVMFS_TRACEBUFFER must be a number from 2 to {LargestBuffer}, and CVMFS_TRACEBUFFER_THRESHOLD a smaller one.";
        return null;
    }

    private static int? Number(string? text, int otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
