using CernVM.Builder.Tooling.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CernVM.Builder.Tooling.Yaml;

/// <summary>Opens a YAML file as a mapping whose nodes know their places. No reflection is used.</summary>
public static class YamlDescription
{
    /// <summary>Reads the top mapping; null, with a mistake noted, when the text is not one YAML mapping.</summary>
    public static YamlSection? Open(string text, DiagnosticBag diagnostics)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException error)
        {
            // The scanner names where the text before a tab begins; the tab itself is at the end of what it read.
            var place = error.Message.Contains("tab character") ? error.End : error.Start;
            diagnostics.Add("DSC001", (int)place.Line, (int)place.Column, $"not YAML: {error.Message}");
            return null;
        }

        if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            return new YamlSection(root, diagnostics);

        diagnostics.Add("DSC002", 1, 1, "expected one YAML mapping (lines of the form 'key: value')");
        return null;
    }
}
