using System.Text;
using System.Text.Json;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>
/// Reads <c>.cvmfsbundle-&lt;name&gt;</c> of CernVM-FS 2.14: the file beside it, <c>&lt;name&gt;</c>, is the trigger, and <c>dependencies</c> lists the
/// absolute paths that are needed with it. Fields that are not known are skipped.
/// </summary>
internal static class BundleReader
{
    /// <summary>What the name of a bundle begins with.</summary>
    public static ReadOnlySpan<byte> NamePrefix => ".cvmfsbundle-"u8;

    /// <summary>Reads the whole file.</summary>
    public static Parsed<ProfileStart> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > ProfileLimits.MaxLength)
            return new FormatError("BDL001", $"The bundle has {json.Length} bytes, allowed are {ProfileLimits.MaxLength}; split it.");
        try
        {
            return Document(new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 }));
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            return new FormatError("BDL002", $"The bundle is no JSON object as expected: {mistake.Message}");
        }
    }

    private static Parsed<ProfileStart> Document(Utf8JsonReader reader)
    {
        var name = "bundle";
        var files = new List<ProfileFile>();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return new FormatError("BDL002", "The bundle is no JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("name"u8);
            var isList = reader.ValueTextEquals("dependencies"u8);
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
                name = ProfileWriter.Printable(reader.GetString()!);
            else if (isList && Dependencies(ref reader, files) is { } error)
                return error;
            else if (!isList)
                reader.Skip();
        }

        // To the end, so that text behind the object is a mistake.
        while (reader.Read())
        {
        }

        return new ProfileStart(name, 0, files);
    }

    private static FormatError? Dependencies(ref Utf8JsonReader reader, List<ProfileFile> files)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return new FormatError("BDL003", "'dependencies' is no list.", reader.TokenStartIndex);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String || files.Count >= ProfileLimits.MaxFiles)
                return new FormatError("BDL003", $"'dependencies' holds something else than paths, or more than {ProfileLimits.MaxFiles}.", reader.TokenStartIndex);
            if (!RepositoryPath.TryFromUtf8(Encoding.UTF8.GetBytes(reader.GetString()!), out var path) || path.IsRoot)
                return new FormatError("BDL004", "A dependency is no absolute path of a file.", reader.TokenStartIndex);
            files.Add(new ProfileFile(path, IsTrigger: false, []));
        }

        return null;
    }
}
