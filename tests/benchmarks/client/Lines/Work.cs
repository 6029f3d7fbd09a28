using CernVM.Benchmarks.Client.Processes;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>What several lines do, in the words of a shell.</summary>
internal static class Work
{
    /// <summary>Names and attributes of every entry.</summary>
    public static Task WalkAsync(string root, CancellationToken cancel) => Command.ShellAsync("find \"$1\" -printf '%s\\n' > /dev/null", [root], cancel);

    /// <summary>Content of the files that a list names, one a line, from the root.</summary>
    public static Task ReadAsync(string root, string list, CancellationToken cancel) =>
        Command.ShellAsync("tar -C \"$1\" -cf - -T \"$2\" | cat > /dev/null", [root, list], cancel);

    /// <summary>A whole directory in the order of its listings.</summary>
    public static Task CopyAsync(string directory, CancellationToken cancel) => Command.ShellAsync("tar -C \"$1\" -cf - . | cat > /dev/null", [directory], cancel);

    /// <summary>The smallest directory of a tree that has at least so many regular files in and below it.</summary>
    public static string DirectoryOf(string tree, int files)
    {
        var smallest = (Directory: tree, Files: int.MaxValue);
        Count(new DirectoryInfo(tree));
        return smallest.Directory;

        int Count(DirectoryInfo directory)
        {
            var entries = directory.GetFileSystemInfos().Where(entry => entry.LinkTarget is null).ToArray();
            var count = entries.Count(entry => entry is FileInfo) + entries.OfType<DirectoryInfo>().OrderBy(below => below.Name, StringComparer.Ordinal).Sum(Count);
            if (count >= files && count < smallest.Files)
                smallest = (directory.FullName, count);
            return count;
        }
    }

    /// <summary>Writes such a list: so many regular files of a tree, evenly spread.</summary>
    public static string List(string notes, string tree, int count)
    {
        var list = Path.Combine(notes, $"{Path.GetFileName(tree)}-{count}");
        if (File.Exists(list))
            return list;
        var files = Directory.EnumerateFiles(tree, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).LinkTarget is null).Order(StringComparer.Ordinal).ToArray();
        var chosen = Enumerable.Range(0, count).Select(index => Path.GetRelativePath(tree, files[(int)((long)index * files.Length / count)]));
        File.WriteAllLines(list, chosen.Where(name => !name.Contains('\\', StringComparison.Ordinal)));
        return list;
    }
}
