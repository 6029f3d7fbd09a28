using CernVM.Contexts.Model.Amiconfig;
using CernVM.Contexts.Model.CloudConfigs;
using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.UserData;

/// <summary>
/// Reads user-data in any of the accepted forms: gzip, base64, MIME multipart, <c>#cloud-config</c>, <c>#!</c> scripts,
/// amiconfig sections, and a µcontext block anywhere among them. Never throws for any bytes; evaluates nothing.
/// </summary>
public static class UserDataReader
{
    /// <summary>Reads <paramref name="bytes"/> as a cloud delivered them; <paramref name="file"/> names the document in findings.</summary>
    public static UserDataDocument Read(ReadOnlySpan<byte> bytes, string file = "user-data")
    {
        var diagnostics = new DiagnosticBag();
        var parts = new PartSplitter(diagnostics).Split(bytes.ToArray(), file);
        return new UserDataDocument
        {
            Parts = parts,
            MicroContext = MicroContextSearch.Read(parts, diagnostics),
            CloudConfig = ReadCloudConfig(parts, diagnostics),
            Scripts = [.. parts.Where(p => p.Kind == UserDataPartKind.Script).Select(p => ScriptReader.Read(p, diagnostics)).OfType<ContextScript>()],
            Amiconfig = AmiconfigReader.Read(parts.Where(p => p.Kind == UserDataPartKind.Amiconfig).Select(Visible), diagnostics),
            Diagnostics = diagnostics.ToList(),
        };
    }

    private static CloudConfig? ReadCloudConfig(IEnumerable<UserDataPart> parts, DiagnosticBag diagnostics)
    {
        CloudConfig? merged = null;
        foreach (var part in parts.Where(p => p.Kind == UserDataPartKind.CloudConfig))
        {
            var config = CloudConfigReader.Read(Visible(part), diagnostics);
            merged = merged is null ? config : merged.MergedWith(config);
        }

        return merged;
    }

    // The block is no YAML and no INI section; its lines are emptied before those readers look.
    private static SourceText Visible(UserDataPart part) => part.Source with { Text = PartClassifier.Visible(part.Source) };
}
