using System.Text.Json;
using CernVM.Benchmarks.Client.Contenders;

namespace CernVM.Benchmarks.Client.Reports;

/// <summary>The report for programs: every sample.</summary>
internal static class JsonReport
{
    public static void Write(string file, IEnumerable<LineResult> results)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var result in results)
            Write(json, result);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LineResult result)
    {
        json.WriteStartObject();
        json.WriteString("line", result.Name);
        json.WriteString("title", result.Title);
        json.WriteString("unit", result.Unit);
        json.WriteString("goal", result.Goal.Text);
        if (result.IsReached is { } reached)
            json.WriteBoolean("reached", reached);
        if (result.Skipped is { } reason)
            json.WriteString("skipped", reason);
        foreach (var (kind, samples) in result.Samples)
            Write(json, kind, samples);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ContenderKind kind, List<Sample> samples)
    {
        json.WriteStartArray(kind.ToString().ToLowerInvariant());
        foreach (var sample in samples)
        {
            json.WriteStartObject();
            json.WriteNumber("value", sample.Value);
            json.WriteNumber("clientCpu", sample.ClientCpu);
            json.WriteNumber("peakMebibytes", sample.PeakMebibytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
