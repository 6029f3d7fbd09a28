using CernVM.Flavours.Composer.Tree;

namespace CernVM.Flavours.Composer.Tests.Tree;

public sealed class TreeEntriesTests
{
    [Fact]
    public void Links_to_directories_are_entries_and_not_ways()
    {
        using var outside = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(outside.Path, "of the host"), "");
        Directory.CreateDirectory(Path.Combine(folder.Path, "usr/bin"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "usr/bin/X11"), ".");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "usr/bin/enc"), "nothing");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "out"), outside.Path);
        var found = TreeEntries.Below(folder.Path).Select(entry => Path.GetRelativePath(folder.Path, entry.FullName)).Order(StringComparer.Ordinal);
        Assert.Equal(["out", "usr", "usr/bin", "usr/bin/X11", "usr/bin/enc"], found);
    }
}
