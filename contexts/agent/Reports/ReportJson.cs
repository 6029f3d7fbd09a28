using System.Text.Json.Serialization;

namespace CernVM.Contexts.Agent.Reports;

/// <summary>JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ContextReport))]
[JsonSerializable(typeof(IReadOnlyList<DiagnosticReport>))]
internal sealed partial class ReportJson : JsonSerializerContext;
