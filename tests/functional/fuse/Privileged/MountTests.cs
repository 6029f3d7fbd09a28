using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Fuse.FunctionalTests.Privileged;

public sealed class MountTests : IDisposable
{
    private readonly RootFolder folder = new();

    [Fact]
    public void BindRemountMoveAndUnmount()
    {
        var (source, first, second) = (folder.Make("source"), folder.Make("a b"), folder.Make("second"));
        File.WriteAllText(Path.Combine(source, "file"), "text");
        FileSystemMounts.SetPropagation(folder.Path, MountFlags.Private).OrThrow("make it private");
        FileSystemMounts.Bind(source, first).OrThrow("bind");
        FileSystemMounts.Remount(first, MountFlags.Bind | MountFlags.ReadOnly).OrThrow("remount");
        Assert.True(MountTable.At(first)!.IsReadOnly);
        Assert.Equal("/source", MountTable.At(first)!.Root);
        FileSystemMounts.Move(first, second).OrThrow("move");
        Assert.Null(MountTable.At(first));
        Assert.Equal("text", File.ReadAllText(Path.Combine(second, "file")));
        using (File.OpenRead(Path.Combine(second, "file")))
            Assert.Equal(Errno.EBUSY, FileSystemMounts.Detach(second).Error);
        FileSystemMounts.Detach(second).OrThrow("unmount");
        Assert.Equal(Errno.EINVAL, FileSystemMounts.Detach(second).Error);
    }

    [Fact]
    public void AnOverlayWithOddNames()
    {
        var (lower, upper, work, target) = (folder.Make("low:er"), folder.Make("up,per"), folder.Make("wo rk"), folder.Make("target"));
        File.WriteAllText(Path.Combine(lower, "file"), "lower");
        new OverlayOptions([lower], upper, work).Attach(target).OrThrow("mount the overlay");
        File.AppendAllText(Path.Combine(target, "file"), " changed");
        Assert.Equal("lower changed", File.ReadAllText(Path.Combine(upper, "file")));
        Assert.Equal("lower", File.ReadAllText(Path.Combine(lower, "file")));
    }

    public void Dispose() => folder.Dispose();
}
