using CernVM.Cvmfs.Fuse.Session;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse.FunctionalTests;

/// <summary>A file system mounted in a folder of its own for one test, with a file of random content beside it.</summary>
public sealed class MountedTree : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fuse-test").FullName;

    public MountedTree(Func<SafeFileHandle, long, FuseFileSystem> create, FuseMountOptions? options = null, FuseObserver? observer = null, int contentLength = 300_001)
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/dev/fuse"), "needs root and /dev/fuse");
        Directory.CreateDirectory(Target);
        Content = new byte[contentLength];
        new Random(7).NextBytes(Content);
        File.WriteAllBytes(ContentPath, Content);
        ContentFile = File.OpenHandle(ContentPath);
        Session = FuseSession.Mount(create(ContentFile, contentLength), Target, options ?? DefaultOptions, observer);
        Session.Start();
    }

    public static FuseMountOptions DefaultOptions => new() { Source = "synthetic", Subtype = "test" };

    public byte[] Content { get; }

    public string ContentPath => Path.Combine(folder, "content");

    public string Target => Path.Combine(folder, "mnt");

    public SafeFileHandle ContentFile { get; }

    public FuseSession Session { get; }

    public string PathOf(int folderNumber, int file) =>
        Path.Combine(Target, SyntheticFileSystem.FolderName(folderNumber), SyntheticFileSystem.FileName(file));

    public void Dispose()
    {
        Session.Dispose();
        ContentFile.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
