using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Fuse.FunctionalTests;

public class MountTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(MountMethod.Kernel)]
    [InlineData(MountMethod.Helper)]
    public async Task BothWaysOfMountingShowTheSame(MountMethod method)
    {
        using var tree = new MountedTree(
            (content, length) => new SyntheticFileSystem(2, 3, content, length),
            MountedTree.DefaultOptions with { Method = method });
        var mount = MountTable.At(tree.Target)!;
        Assert.Equal(("fuse.test", "synthetic", true), (mount.Type, mount.Source, mount.IsReadOnly));
        Assert.Equal("8\n", await Command.Output("sh", "-c", $"find {tree.Target} -mindepth 1 | wc -l"));
        Assert.True(tree.Session.Unmount().IsOk);
        await tree.Session.Completion;
    }

    [Fact(Timeout = 60_000)]
    public void AMissingTargetIsNamedWithItsCure()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        var error = Assert.Throws<FuseMountException>(() => FuseSession.Mount(new Nothing(), "/nonexistent/place", MountedTree.DefaultOptions));
        Assert.Contains("/nonexistent/place", error.Message, StringComparison.Ordinal);
        Assert.Contains("Create the directory first", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnOpenedDeviceCanBeHandedOver()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        var target = Directory.CreateTempSubdirectory("fuse-test").FullName;
        using var devices = DirectoryHandle.Open("/dev").Value;
        using var device = FuseDevice.Open(devices).Value;
        FileSystemMounts.Attach("handed", target, "fuse", MountFlags.None, $"fd={device.Descriptor},rootmode=40000,user_id=0,group_id=0").OrThrow("mount");
        var number = device.Descriptor;
        device.SetHandleAsInvalid();
        using var session = FuseSession.Mount(new Nothing(), $"/dev/fd/{number}", MountedTree.DefaultOptions);
        session.Start();
        await Command.Output("umount", target);
        Assert.Equal(SessionEndReason.Unmounted, (await session.Completion).Reason);
        Directory.Delete(target);
    }

    private sealed class Nothing : FuseFileSystem;
}
