using System.Text.Json;
using CernVM.Contexts.Agent.Guest;

namespace CernVM.Contexts.Agent.Reports;

/// <summary>Keeps the report in the guest. The two phases of a boot make one report.</summary>
internal static class ReportStore
{
    /// <summary>Writes the report and returns it, with the stages of an earlier phase of this boot in front.</summary>
    public static ContextReport Save(GuestRoot guest, ContextReport report)
    {
        var names = report.Stages.Select(s => s.Name).ToHashSet();
        var earlier = guest.ReadText(ContextReport.Path) is { } json && Parse(json) is { } known && known.InstanceId == report.InstanceId ? known : null;
        var whole = earlier is null ? report : report with
        {
            Started = earlier.Started,
            Stages = [.. earlier.Stages.Where(s => !names.Contains(s.Name)), .. report.Stages],
        };
        guest.WriteFile(ContextReport.Path, JsonSerializer.SerializeToUtf8Bytes(whole, ReportJson.Default.ContextReport), GuestAttributes.PublicFile);
        return whole;
    }

    /// <summary>The report, or null when the text is none.</summary>
    public static ContextReport? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReportJson.Default.ContextReport);
        }
        catch (JsonException)
        {
            // A machine that lost power may have kept half a file; the next run replaces it.
            return null;
        }
    }
}
