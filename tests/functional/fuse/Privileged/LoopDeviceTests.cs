using System.Text;
using CernVM.Cvmfs.Linux.Blocks;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.FunctionalTests.Privileged;

public sealed class LoopDeviceTests : IDisposable
{
    private readonly RootFolder folder = new();

    [Fact]
    public void AFileBecomesABlockDevice()
    {
        Assert.SkipUnless(File.Exists("/dev/loop-control"), "the kernel has no loop devices");
        var path = Path.Combine(folder.Path, "image");
        var content = new byte[1 << 20];
        Random.Shared.NextBytes(content);
        File.WriteAllBytes(path, content);
        using var file = File.OpenHandle(path);
        using var loop = LoopDevice.Attach(file, readOnly: true).OrThrow("attach a loop device");
        using var device = DirectoryHandle.WorkingDirectory.OpenFile(Encoding.UTF8.GetBytes(loop.Path), OpenFlags.Read).Value;
        Assert.Equal(content.Length, BlockDevice.Size(device).Value);
        Assert.Equal(512, BlockDevice.SectorSize(device).Value);
        Assert.True(BlockDevice.IsReadOnly(device).Value);
        Assert.True(BlockDevice.FlushBuffers(device).IsOk);
        var read = new byte[content.Length];
        Assert.Equal(read.Length, device.ReadAt(read, 0).Value);
        Assert.Equal(content, read);
    }

    public void Dispose() => folder.Dispose();
}
