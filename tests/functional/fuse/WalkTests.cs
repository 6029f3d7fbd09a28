namespace CernVM.Cvmfs.Fuse.FunctionalTests;

public class WalkTests
{
    private const int Folders = 100;
    private const int FilesPerFolder = 380;

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FindSeesEveryEntryOnceWithItsAttributes(bool readDirectoryPlus)
    {
        var options = MountedTree.DefaultOptions with { Features = new FuseFeatureOptions { ReadDirectoryPlus = readDirectoryPlus } };
        using var tree = new MountedTree((content, length) => new SyntheticFileSystem(Folders, FilesPerFolder, content, length), options);
        var found = (await Command.Output("find", tree.Target, "-mindepth", "1", "-printf", "%P %y %m %s %Ts %n\\n")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var expected = from folder in Enumerable.Range(0, Folders)
                       from line in Lines(folder, tree.Content.Length)
                       select line;
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Lines(int folder, int length) => Enumerable.Range(0, FilesPerFolder)
        .Select(file => $"{SyntheticFileSystem.FolderName(folder)}/{SyntheticFileSystem.FileName(file)} f 644 {length} {SyntheticFileSystem.Time} 1")
        .Prepend($"{SyntheticFileSystem.FolderName(folder)} d 755 4096 {SyntheticFileSystem.Time} 2");
}
