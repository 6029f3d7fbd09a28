using System.Text.Json;

namespace CernVM.Bootloader.Agent.UserData;

/// <summary>Writes what a platform says about the instance in NoCloud's form, so that the OS has one form to read.</summary>
internal static class MetaDataWriter
{
    /// <summary>JSON with the keys that have a value.</summary>
    public static byte[] Write(string? instanceId, string? hostName, IEnumerable<string> publicKeys)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (!string.IsNullOrWhiteSpace(instanceId))
                json.WriteString("instance-id", instanceId.Trim());
            if (!string.IsNullOrWhiteSpace(hostName))
                json.WriteString("local-hostname", hostName.Trim());
            json.WriteStartArray("public-keys");
            foreach (string key in publicKeys)
                json.WriteStringValue(key.Trim());
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
