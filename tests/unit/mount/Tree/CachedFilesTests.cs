using System.Text;
using CernVM.Cvmfs.Mount.Tree;

namespace CernVM.Cvmfs.Mount.Tests.Tree;

public sealed class CachedFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-files-").FullName;
    private readonly CachedFiles _files = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_made_written_renamed_and_opened()
    {
        var (temporary, final) = (Path.Combine(_folder, "temporary"), Path.Combine(_folder, "final é"));
        using (var made = _files.TryCreate(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite))
        {
            RandomAccess.Write(made!, "content"u8, 0);
            Assert.Equal(7, RandomAccess.GetLength(made!));
        }

        File.WriteAllText(final, "older");
        Assert.True(_files.TryRename(temporary, final));
        Assert.Equal("content", File.ReadAllText(final));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(final));
        using var opened = _files.TryOpen(Encoding.UTF8.GetBytes(final), out var isAbsent);
        Assert.False(isAbsent);
        Assert.Equal(7, RandomAccess.GetLength(opened!));
        Assert.ThrowsAny<Exception>(() => RandomAccess.Write(opened!, "x"u8, 0));
    }

    [Fact]
    public void What_cannot_be_done_is_declined()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.Null(_files.TryCreate(file, UnixFileMode.UserRead));
        Assert.Null(_files.TryOpen(Encoding.UTF8.GetBytes(file + "/below"), out var isAbsent));
        Assert.False(isAbsent);
        Assert.Null(_files.TryOpen(Encoding.UTF8.GetBytes(_folder + "/none"), out isAbsent));
        Assert.True(isAbsent);
        Assert.False(_files.TryRename(_folder + "/none", file));
    }
}
