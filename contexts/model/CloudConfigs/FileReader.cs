using System.Globalization;
using System.Text;
using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.UserData;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads <c>write_files</c>.</summary>
internal static class FileReader
{
    public static IReadOnlyList<CloudFile>? ReadAll(MapReader map)
    {
        if (map.Items("write_files", "a list of files") is not { } items)
            return null;
        var files = new List<CloudFile>();
        foreach (var item in items)
        {
            if (item is not YamlMap entry)
                map.Reading.Expected(item, "write_files", "a mapping with path and content");
            else if (Read(new MapReader(map.Reading, entry, "write_files")) is { } file)
                files.Add(file);
        }

        return files;
    }

    private static CloudFile? Read(MapReader map)
    {
        var hasPath = map.Take("path") is not null;
        var path = map.Text("path", AccountNames.IsAbsolutePath, "an absolute path without '..'");
        if (!hasPath)
            map.Reading.Error("CC016", map.Map, "this file has no 'path', so it cannot be written.");
        var (owner, group) = ReadOwner(map);
        var content = ReadContent(map);
        var file = new CloudFile
        {
            Path = path ?? "",
            Content = content ?? default,
            Owner = owner,
            Group = group,
            Permissions = ReadPermissions(map),
            Append = map.Switch("append") ?? false,
            Defer = map.Switch("defer") ?? false,
        };
        map.Finish();
        return path is null || content is null ? null : file;
    }

    private static (string Owner, string? Group) ReadOwner(MapReader map)
    {
        var text = map.Text("owner", t => t.Split(':') is { Length: 1 or 2 } p && p.All(AccountNames.IsName), "user or user:group") ?? "root";
        var parts = text.Split(':');
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }

    private static uint ReadPermissions(MapReader map)
    {
        const string Key = "permissions";
        if (map.Take(Key) is not { } value)
            return CloudFile.DefaultPermissions;
        var text = (value as YamlScalar)?.Text ?? "";
        var digits = text.StartsWith("0o", StringComparison.Ordinal) ? text[2..] : text;
        if (digits.Length is < 3 or > 5 || !digits.All(c => c is >= '0' and <= '7') || Convert.ToUInt32(digits, 8) > 0b111_111_111_111)
        {
            map.Reading.Expected(value, map.Path(Key), "octal permissions in quotes such as '0644'");
            return CloudFile.DefaultPermissions;
        }

        if (value is YamlScalar { IsPlain: true } && text[0] != '0')
            map.Reading.Warning("CC017", value, $"the unquoted number {text} is decimal in YAML; it is read as the octal permissions 0{text}. Write '0{text}' in quotes.");
        return Convert.ToUInt32(digits, 8);
    }

    private static ReadOnlyMemory<byte>? ReadContent(MapReader map)
    {
        const string Key = "content";
        var value = map.Take(Key);
        var encoding = map.Text("encoding", t => Normal(t) is not null, "b64, base64, gzip, gz, gz+b64, gz+base64 or text/plain");
        if (value is null)
            return ReadOnlyMemory<byte>.Empty;
        if (value is not YamlScalar text)
        {
            map.Reading.Expected(value, map.Path(Key), "a text");
            return null;
        }

        var form = Normal(encoding ?? "text/plain");
        var bytes = form is "b64" or "gz+b64" ? Base64(text.Text) : Encoding.UTF8.GetBytes(text.Text);
        var problem = bytes is null ? "it is not base64." : null;
        if (bytes is not null && form is "gz" or "gz+b64")
            bytes = bytes is null ? null : Wrappings.TryGunzip(bytes, ContextLimits.DecodedBytes, out problem);
        if (bytes is null)
            map.Reading.Error("CC018", value, $"'{map.Path(Key)}' cannot be decoded as {encoding}: {problem}");
        return bytes is null ? null : bytes;
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    // A gzip stream cannot be a YAML text, so gzip alone always comes in base64, with cloud-init's !!binary or without.
    private static string? Normal(string encoding) => encoding.ToLower(CultureInfo.InvariantCulture) switch
    {
        "b64" or "base64" => "b64",
        "gz" or "gzip" or "gz+b64" or "gz+base64" or "gzip+b64" or "gzip+base64" => "gz+b64",
        "text/plain" => "text/plain",
        _ => null,
    };
}
