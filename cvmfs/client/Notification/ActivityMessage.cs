using System.Text.Json;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Notification;

/// <summary>What a notification server says when a repository has a new revision (formats §13.2).</summary>
/// <param name="Repository">Whose.</param>
/// <param name="Manifest">Its signed manifest, as a server would give it; nothing is verified yet.</param>
internal sealed record ActivityMessage(RepositoryName Repository, ReadOnlyMemory<byte> Manifest)
{
    private const string Kind = "activity";

    /// <summary>Reads a message. Fields that are not known are skipped.</summary>
    public static Parsed<ActivityMessage> Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            var message = document.RootElement;
            if (Text(message, "type") is not Kind and var kind)
                return new FormatError("NTF002", $"A notification has the type '{kind}' instead of '{Kind}'.");
            if (!RepositoryName.TryParse(Text(message, "repository"), out var repository))
                return new FormatError("NTF003", "A notification names no repository.");
            return message.TryGetProperty("manifest", out var manifest) && manifest.ValueKind == JsonValueKind.String && manifest.TryGetBytesFromBase64(out var bytes)
                ? new ActivityMessage(repository, bytes)
                : new FormatError("NTF004", "A notification has no manifest in base64.");
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            return new FormatError("NTF001", $"A notification is no JSON object as expected: {mistake.Message}");
        }
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
