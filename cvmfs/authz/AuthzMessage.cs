using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Authz;

/// <summary>The JSON messages of the helper protocol (formats §10.7), one object <c>cvmfs_authz_v1</c> each.</summary>
internal static class AuthzMessage
{
    private const string Envelope = "cvmfs_authz_v1";
    private const int Ready = 1;
    private const int PermitId = 3;

    public static byte[] Handshake(AuthzSettings settings) => Write(0, json =>
    {
        json.WriteString("fqrn", settings.Repository);
        json.WriteNumber("syslog_facility", settings.SyslogFacility);
        json.WriteNumber("syslog_level", settings.SyslogLevel);
        if (settings.DebugLog is { } log)
            json.WriteString("debug_log", log);
    });

    public static byte[] Verify(RequestOrigin caller, string membership) => Write(2, json =>
    {
        json.WriteNumber("uid", caller.UserId);
        json.WriteNumber("gid", caller.GroupId);
        json.WriteNumber("pid", caller.ProcessId);
        var text = membership.Split('%', 2);
        json.WriteString("membership", Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Length == 2 ? text[1] : "")));
    });

    public static byte[] Quit() => Write(4, static _ => { });

    /// <summary>Whether the helper says that it is there.</summary>
    public static bool IsReady(ReadOnlyMemory<byte> message)
    {
        using var json = Parse(message, Ready, out _);
        return json is not null;
    }

    /// <summary>Reads the answer to a question; null when it is none.</summary>
    public static Permit? ReadPermit(ReadOnlyMemory<byte> message)
    {
        using var json = Parse(message, PermitId, out var body);
        if (json is null || Number(body, "status") is not { } status)
            return null;
        var lifetime = Number(body, "ttl") is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : Permit.DefaultLifetime;
        if (!TryCredential(body, out var credential))
            return null;
        return new Permit(Enum.IsDefined((AuthzStatus)status) ? (AuthzStatus)status : AuthzStatus.Unknown, lifetime, credential);
    }

    private static bool TryCredential(JsonElement body, out RequestCredential? credential)
    {
        credential = null;
        try
        {
            if (Text(body, "bearer_token") is { Length: > 0 } token)
            {
                credential = RequestCredential.FromToken(token);
                return true;
            }

            if (Text(body, "x509_proxy") is not { Length: > 0 } proxy)
                return true;
            var pem = Encoding.ASCII.GetString(Convert.FromBase64String(proxy));
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            chain.RemoveAt(0);
            credential = RequestCredential.FromCertificate(X509Certificate2.CreateFromPem(pem, pem), chain);
            return true;
        }
        catch (Exception e) when (e is FormatException or CryptographicException or ArgumentException or InvalidOperationException)
        {
            // The last one is text that is no UTF-8. The message of such an exception may quote the secret.
            return false;
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> message, int expected, out JsonElement body)
    {
        body = default;
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(message);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(Envelope, out body) && body.ValueKind == JsonValueKind.Object
                && Number(body, "msgid") == expected && Number(body, "revision") is >= 0)
                return json;
        }
        catch (JsonException)
        {
            return null;
        }

        json.Dispose();
        return null;
    }

    private static int? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Write(int id, Action<Utf8JsonWriter> fill)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteStartObject(Envelope);
            json.WriteNumber("msgid", id);
            json.WriteNumber("revision", 0);
            fill(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return memory.ToArray();
    }
}
