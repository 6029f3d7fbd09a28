using CernVM.Flavours.Composer.Definition;
using CernVM.Flavours.Composer.Tree;

namespace CernVM.Flavours.Composer.Composition;

/// <summary>
/// Marks the folders that start a nested catalog with an empty <c>.cvmfscatalog</c>: the tree can then be published at any
/// place of a repository, where a <c>.cvmfsdirtab</c> would have to know the place.
/// </summary>
internal static class CatalogMarkers
{
    public const string FileName = ".cvmfscatalog";

    public static int Write(FlavourDefinition flavour, string root)
    {
        var folders = flavour.NestedCatalogs.SelectMany(pattern => TreeGlob.Find(root, pattern))
            .Where(path => Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            .Append(root)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var folder in folders)
            File.WriteAllBytes(Path.Combine(folder, FileName), []);
        return folders.Count;
    }

    /// <summary>Lists the files to pin (appliance §1.13): paths within the tree, one a line.</summary>
    public static void WritePinned(FlavourDefinition flavour, string root)
    {
        var files = flavour.Pinned.SelectMany(pattern => TreeGlob.Find(root, pattern))
            .Where(File.Exists)
            .Select(path => path[root.Length..])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        File.WriteAllText(Path.Combine(root, ".ucernvm_pinfiles"), string.Concat(files.Select(path => path + "\n")));
    }
}
