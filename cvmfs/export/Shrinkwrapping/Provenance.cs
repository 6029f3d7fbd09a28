using System.Text;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>What is kept beside an image about where it came from: <c>.provenance/&lt;fqrn&gt;/{src,dest}.{info,config}</c>.</summary>
public static class Provenance
{
    /// <summary>Writes the description of one end of an export.</summary>
    /// <param name="imageBase">The folder that holds the image.</param>
    /// <param name="repository">Its name.</param>
    /// <param name="end"><c>src</c> or <c>dest</c>.</param>
    /// <param name="facts">Lines <c>name : value</c>.</param>
    /// <param name="configurationFiles">Files that are kept, one behind the other.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Write(
        string imageBase, string repository, string end, IEnumerable<(string Name, string Value)> facts, IReadOnlyCollection<string> configurationFiles)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(configurationFiles);
        var folder = Path.Combine(imageBase, ImageNames.Provenance, repository);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{end}.info"), string.Join('\n', facts.Select(fact => $"{fact.Name} : {fact.Value}")));
        if (configurationFiles.Count == 0)
            return;
        var text = new StringBuilder();
        foreach (var file in configurationFiles)
            text.Append(File.ReadAllText(file));
        File.WriteAllText(Path.Combine(folder, $"{end}.config"), text.ToString());
    }
}
