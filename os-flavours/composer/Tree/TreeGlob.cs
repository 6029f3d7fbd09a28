using System.IO.Enumeration;

namespace CernVM.Flavours.Composer.Tree;

/// <summary>Finds paths of a tree by patterns whose <c>*</c> and <c>?</c> stay within one name. Symbolic links are found, not followed.</summary>
public static class TreeGlob
{
    /// <summary>Absolute paths on this machine, sorted; a pattern is absolute within the tree.</summary>
    public static IReadOnlyList<string> Find(string root, string pattern)
    {
        IEnumerable<string> found = [root];
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
            found = found.SelectMany(folder => Children(folder, part)).ToArray();
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Children(string folder, string part)
    {
        var info = new DirectoryInfo(folder);
        if (!info.Exists || info.LinkTarget is not null)
            return [];
        return info.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false })
            .Where(entry => FileSystemName.MatchesSimpleExpression(part, entry.Name, ignoreCase: false))
            .Select(entry => entry.FullName);
    }
}
