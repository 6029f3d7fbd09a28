namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>Compares two trees, path by path and field by field, and reports every difference.</summary>
internal static class TreeComparison
{
    public static void AssertEqual(IReadOnlyDictionary<string, TreeEntry> expected, IReadOnlyDictionary<string, TreeEntry> observed)
    {
        var differences = expected.Keys.Except(observed.Keys).Select(path => $"{path}: missing")
            .Concat(observed.Keys.Except(expected.Keys).Select(path => $"{path}: not expected"))
            .Concat(expected.Keys.Intersect(observed.Keys).SelectMany(path => Differences(expected[path], observed[path])))
            .Concat(GroupDifferences(expected, observed))
            .ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(40))}");
    }

    private static IEnumerable<string> Differences(TreeEntry expected, TreeEntry observed)
    {
        (string Field, string? Expected, string? Observed)[] fields =
        [
            ("type", expected.Type, observed.Type), ("mode", expected.Mode, observed.Mode), ("uid", expected.Uid, observed.Uid),
            ("gid", expected.Gid, observed.Gid), ("size", expected.Size, observed.Size), ("mtime", expected.Time, observed.Time),
            ("nanoseconds", expected.Nanoseconds, observed.Nanoseconds), ("target", expected.Target, observed.Target),
            ("links", expected.Links, observed.Links), ("device", expected.Device, observed.Device),
            ("xattrs", expected.Xattrs, observed.Xattrs), ("sha256", expected.Sha256, observed.Sha256),
        ];
        return fields.Where(field => field.Expected is not null && field.Expected != field.Observed)
            .Select(field => $"{expected.Path}: {field.Field} is {field.Observed}, expected {field.Expected}");
    }

    // Members of one group share one inode, and nobody else has it.
    private static IEnumerable<string> GroupDifferences(
        IReadOnlyDictionary<string, TreeEntry> expected, IReadOnlyDictionary<string, TreeEntry> observed)
    {
        var linked = expected.Values.Where(entry => entry.Group != "-" && observed.ContainsKey(entry.Path)).GroupBy(entry => entry.Group).ToList();
        foreach (var group in linked.Where(group => group.Select(entry => observed[entry.Path].Group).Distinct().Count() != 1))
            yield return $"hard-link group {group.Key}: {string.Join(", ", group.Select(entry => entry.Path))} have several inodes";
        var inodes = observed.Values.GroupBy(entry => entry.Group).Where(inode => inode.Count() > 1);
        foreach (var inode in inodes.Where(inode => inode.Select(entry => expected.GetValueOrDefault(entry.Path)?.Group).Distinct().Count() != 1
            || inode.Any(entry => expected.GetValueOrDefault(entry.Path)?.Group is null or "-")))
            yield return $"inode {inode.Key} is shared by {string.Join(", ", inode.Select(entry => entry.Path))}";
    }
}
