using System.Text.Json.Serialization;

namespace CernVM.Cvmfs.Formats.MetaInfo;

[JsonSourceGenerationOptions(WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RepositoryMetaInfo))]
internal sealed partial class MetaInfoJson : JsonSerializerContext;
