using System.Text;
using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.MetaData;

/// <summary>Reads NoCloud's meta-data: YAML or JSON, which is YAML. Keys of no interest here pass in silence, since clouds add many.</summary>
public static class MetaDataReader
{
    private const int LongestId = 128;

    /// <summary>What could be understood; findings go to <paramref name="diagnostics"/>.</summary>
    public static InstanceMetaData Read(ReadOnlySpan<byte> bytes, string file, DiagnosticBag diagnostics)
    {
        if (bytes.Length > ContextLimits.DocumentBytes)
        {
            diagnostics.Error("MD001", new SourceText(file, ""), 0, 0, $"{bytes.Length} bytes of meta-data are more than the {ContextLimits.DocumentBytes} that are read.");
            return InstanceMetaData.Empty;
        }

        var source = new SourceText(file, Encoding.UTF8.GetString(bytes).Replace('\0', '?'));
        var reading = new YamlReading(source, diagnostics);
        switch (YamlTree.Read(source, diagnostics))
        {
            case null:
                return InstanceMetaData.Empty;
            case YamlMap map:
                return Read(new MapReader(reading, map, ""));
            case { } other:
                reading.Error("MD002", other, $"meta-data is a mapping such as 'instance-id: i-1', found {other.Kind}.");
                return InstanceMetaData.Empty;
        }
    }

    private static InstanceMetaData Read(MapReader map) => new()
    {
        InstanceId = map.Text("instance-id", IsInstanceId, "an id of letters, digits, '-', '_', '.' and ':', at most 128"),
        LocalHostName = map.Text("local-hostname", AccountNames.IsHostName, "a host name"),
        PublicKeys = ReadKeys(map),
    };

    private static List<SshPublicKey> ReadKeys(MapReader map)
    {
        const string Key = "public-keys";
        var values = map.Take(Key) switch
        {
            null => [],
            YamlScalar text => TextLines.Split(text.Text).Where(l => l.Trim().Length > 0).Select(l => new YamlScalar(l, true, text.Line, text.Column)),
            YamlList list => list.Items,
            YamlMap named => named.Entries.Select(e => e.Value is YamlMap inner ? inner.Entries.FirstOrDefault(k => k.Key.Text == "openssh-key")?.Value ?? inner : e.Value),
            var other => [other],
        };
        var keys = new List<SshPublicKey>();
        foreach (var value in values)
        {
            if (value is YamlScalar text && SshPublicKey.TryParse(text.Text) is { } key)
                keys.Add(key);
            else
                map.Reading.Expected(value, Key, "public keys, each on one line");
        }

        return keys;
    }

    // The id becomes the name of a directory.
    private static bool IsInstanceId(string text) =>
        text.Length is > 0 and <= LongestId && text is not ("." or "..") && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
