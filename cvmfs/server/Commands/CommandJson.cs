using System.Text.Json.Serialization;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Serialisers made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PublishReportJson))]
[JsonSerializable(typeof(RepositoryInfoJson))]
internal sealed partial class CommandJson : JsonSerializerContext;
