using System.Text.Json;

namespace CernVM.Bootloader.Agent.UserData.OpenStack;

/// <summary>OpenStack's meta_data.json: uuid, hostname and the map public_keys.</summary>
internal static class OpenStackMetaData
{
    /// <summary>The same in NoCloud's form; empty when the document cannot be read.</summary>
    public static byte[] Convert(ReadOnlyMemory<byte> document)
    {
        if (document.IsEmpty)
            return [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(document);
            JsonElement root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? MetaDataWriter.Write(Text(root, "uuid"), Text(root, "hostname"), Keys(root))
                : [];
        }
        catch (JsonException)
        {
            return []; // The instance still has its user-data; a name and keys are all that is lost.
        }
    }

    private static IEnumerable<string> Keys(JsonElement root) =>
        root.TryGetProperty("public_keys", out JsonElement keys) && keys.ValueKind == JsonValueKind.Object
            ? keys.EnumerateObject().Where(key => key.Value.ValueKind == JsonValueKind.String).Select(key => key.Value.GetString()!)
            : [];

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
