using System.Text.Json.Serialization;

namespace CernVM.Bootloader.Agent.Handover;

/// <summary>Serialisation without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(BootReport))]
internal sealed partial class HandoverJson : JsonSerializerContext;
