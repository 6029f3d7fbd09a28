namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>A file system with little room, mounted inside a work folder.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly WorkFolder _folder;

    private SmallDisk(WorkFolder folder, string path)
    {
        _folder = folder;
        Path = path;
    }

    public string Path { get; }

    /// <param name="folder">Where it is mounted.</param>
    /// <param name="options">tmpfs(5): size, nr_inodes.</param>
    public static async Task<SmallDisk> MountAsync(WorkFolder folder, string options)
    {
        var path = Directory.CreateDirectory(folder.In("small-disk")).FullName;
        await folder.RequireAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
        return new SmallDisk(folder, path);
    }

    public async ValueTask DisposeAsync() => await _folder.RequireAsync("umount", "--recursive", Path);
}
