using System.IO.Enumeration;

namespace CernVM.Flavours.Composer.Tree;

/// <summary>What is in a composed tree. The runtime's own recursion follows links to directories: in circles, and out of the tree.</summary>
internal static class TreeEntries
{
    /// <summary>Everything below a folder, links as links.</summary>
    public static IEnumerable<FileSystemInfo> Below(string folder) =>
        new FileSystemEnumerable<FileSystemInfo>(
            folder,
            static (ref entry) => entry.ToFileSystemInfo(),
            new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true, IgnoreInaccessible = false })
        {
            ShouldRecursePredicate = static (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
}
