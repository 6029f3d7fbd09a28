namespace CernVM.Flavours.Composer.Tree;

/// <summary>Where a path of the composed system lies on this machine.</summary>
public static class TreePath
{
    /// <summary>
    /// Joins root and path. Symbolic links among the folders of the path are refused, so that an absolute one (such as
    /// <c>/var/run</c>) can never lead out of the tree.
    /// </summary>
    public static string Resolve(string root, string path)
    {
        var place = root;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return root;
        foreach (var part in parts[..^1])
        {
            place = Path.Combine(place, part);
            if (new DirectoryInfo(place).LinkTarget is { } target)
                place = Follow(root, place, target);
        }

        return Path.Combine(place, parts[^1]);
    }

    private static string Follow(string root, string link, string target)
    {
        var resolved = Path.GetFullPath(target.StartsWith('/') ? root + target : Path.Combine(Path.GetDirectoryName(link)!, target));
        return resolved.StartsWith(root + "/", StringComparison.Ordinal)
            ? resolved
            : throw new InvalidOperationException($"the link '{link}' leads out of the tree, to '{target}'");
    }
}
