using CernVM.Flavours.Composer.Manifest;

namespace CernVM.Flavours.Composer.Tests.Manifest;

public sealed class TreeManifestTests : IDisposable
{
    private readonly TemporaryFolder _left = new();
    private readonly TemporaryFolder _right = new();

    public TreeManifestTests()
    {
        foreach (var folder in new[] { _left, _right })
        {
            folder.File("etc/same", "same");
            folder.File("odd\tname", "x");
            File.CreateSymbolicLink(Path.Combine(folder.Path, "link"), "etc/same");
            SetTimes(folder.Path);
        }
    }

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Equal_trees_have_equal_manifests()
    {
        var left = await TreeManifest.ScanAsync(_left.Path, CancellationToken.None);

        Assert.Empty(TreeManifest.Differences(left, await TreeManifest.ScanAsync(_right.Path, CancellationToken.None)));
        Assert.Equal(["", "etc", "etc/same", "link", @"odd\tname"], left.Select(entry => entry.Path));
        Assert.Equal("etc/same", left.Single(entry => entry.Type == "l").Content);
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_kind_of_difference_is_named()
    {
        _right.File("etc/same", "other");
        _right.File("etc/more");
        File.Delete(Path.Combine(_right.Path, "link"));
        File.SetUnixFileMode(Path.Combine(_right.Path, "odd\tname"), UnixFileMode.UserRead);
        SetTimes(_right.Path);

        var differences = TreeManifest.Differences(
            await TreeManifest.ScanAsync(_left.Path, CancellationToken.None),
            await TreeManifest.ScanAsync(_right.Path, CancellationToken.None));

        Assert.Equal(["differs: /etc/same (content)", "only in the first: /link", @"differs: /odd\tname (mode 644 and 400)", "only in the second: /etc/more"], differences);
    }

    private static void SetTimes(string root)
    {
        var all = new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true };
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", all).Append(new DirectoryInfo(root)))
            entry.LastWriteTimeUtc = DateTime.UnixEpoch.AddDays(1);
    }
}
