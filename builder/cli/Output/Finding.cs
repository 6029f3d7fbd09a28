using System.Text.Json.Serialization;

namespace CernVM.Builder.Cli.Output;

/// <summary>A mistake of user-data in <c>--json</c> results.</summary>
internal sealed record Finding(string Id, string Severity, string File, int Line, int Column, string Message);

/// <summary>JSON of the command line, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Finding[]))]
internal sealed partial class CliJson : JsonSerializerContext;
