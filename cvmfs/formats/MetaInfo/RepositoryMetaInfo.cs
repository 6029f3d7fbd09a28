using System.Text.Json;
using System.Text.Json.Serialization;

namespace CernVM.Cvmfs.Formats.MetaInfo;

/// <summary>What the owner says about a repository (formats §8.4); everything is optional.</summary>
public sealed record RepositoryMetaInfo
{
    /// <summary>Longest text in bytes: what clients show as an attribute.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Who runs it.</summary>
    [JsonPropertyName("administrator")]
    public string? Administrator { get; init; }

    /// <summary>How to reach them.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>For whom they do it.</summary>
    [JsonPropertyName("organisation")]
    public string? Organisation { get; init; }

    /// <summary>What the repository holds.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>Where to read more.</summary>
    [JsonPropertyName("url")]
    public string? Url { get; init; }

    /// <summary>URL of the master.</summary>
    [JsonPropertyName("recommended-stratum0")]
    public string? RecommendedStratum0 { get; init; }

    /// <summary>URLs of replicas.</summary>
    [JsonPropertyName("recommended-stratum1s")]
    public IReadOnlyList<string>? RecommendedStratum1s { get; init; }

    /// <summary>Anything else.</summary>
    [JsonPropertyName("custom")]
    public JsonElement? Custom { get; init; }

    /// <summary>Keys that have no meaning here; kept.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Reads the object's plain bytes.</summary>
    public static Parsed<RepositoryMetaInfo> Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxLength)
            return new FormatError("INF001", $"Meta info has {json.Length} bytes, allowed are {MaxLength}; the repository's owner must shorten it.", MaxLength);
        try
        {
            return JsonSerializer.Deserialize(json, MetaInfoJson.Default.RepositoryMetaInfo) is { } info
                ? info
                : new FormatError("INF002", "Meta info is 'null'; the repository's owner must write an object.", 0);
        }
        catch (JsonException e)
        {
            return new FormatError("INF002", $"Meta info is no proper JSON: {e.Message} The repository's owner must correct it.", e.BytePositionInLine);
        }
    }

    /// <summary>The object's plain bytes.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, MetaInfoJson.Default.RepositoryMetaInfo);
}
