using System.Text;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Fuse.FunctionalTests.Privileged;

/// <summary>A tmpfs of its own for one test that needs root.</summary>
public sealed class RootFolder : IDisposable
{
    public RootFolder()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        Path = Directory.CreateTempSubdirectory("linux-root-test").FullName;
        FileSystemMounts.Attach("test", Path, "tmpfs", MountFlags.NoDevices, "size=64m,mode=700").OrThrow($"mount tmpfs on {Path}");
    }

    public string Path { get; }

    public string Make(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        foreach (var mount in MountTable.Read().Where(entry => entry.Target.StartsWith(Path, StringComparison.Ordinal)).Reverse())
            FileSystemMounts.Detach(mount.Target, UnmountFlags.Detach).OrThrow($"unmount {mount.Target}");
        DirectoryHandle.WorkingDirectory.RemoveDirectory(Encoding.UTF8.GetBytes(Path)).OrThrow($"remove {Path}");
    }
}
