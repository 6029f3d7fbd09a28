using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Tests.Files;

public sealed class FileDescriptorTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void ReadsWritesAndCopiesAtOffsets()
    {
        using var first = Create("first"u8);
        using var second = Create("second"u8);
        Assert.Equal(6, first.WriteAt("abcdef"u8, 10).Value);
        Assert.Equal(4, FileDescriptors.CopyRange(first, 11, second, 0, 4).Value);
        var buffer = new byte[10];
        Assert.Equal(4, second.ReadAt(buffer, 0).Value);
        Assert.Equal("bcde"u8, buffer.AsSpan(0, 4));
        Assert.Equal(0, second.ReadAt(buffer, 4).Value);
        Assert.True(second.SetLength(2).IsOk && second.Reserve(0, 100).IsOk && second.Sync().IsOk && second.SyncData().IsOk);
        Assert.Equal(100, second.Status().Value.Size);
    }

    [Fact]
    public void AWholeFileLockKeepsOthersOut()
    {
        using var first = Create("lock"u8);
        using var second = Create("lock"u8);
        Assert.True(first.TryLock(exclusive: true).IsOk);
        Assert.Equal(Errno.EAGAIN, second.TryLock(exclusive: false).Error);
        Assert.True(first.Unlock().IsOk && second.Lock(exclusive: true).IsOk);
    }

    [Fact]
    public void RangeLocksBelongToTheOpenFile()
    {
        using var first = Create("lock"u8);
        using var second = Create("lock"u8);
        Assert.True(first.TryLockRange(exclusive: true, 0, 10).IsOk);
        Assert.Equal(Errno.EAGAIN, second.TryLockRange(exclusive: true, 5, 1).Error);
        Assert.True(second.TryLockRange(exclusive: true, 10, 0).IsOk);
        Assert.True(first.UnlockRange(0, 10).IsOk && second.TryLockRange(exclusive: true, 5, 1).IsOk);
    }

    [Fact]
    public void ADuplicateOutlivesTheOriginal()
    {
        var original = Create("file"u8);
        using var copy = original.Duplicate().Value;
        original.Dispose();
        Assert.Equal(1, copy.WriteNext("x"u8).Value);
    }

    public void Dispose() => folder.Dispose();

    private SafeFileHandle Create(ReadOnlySpan<byte> name) => folder.Handle.OpenFile(name, OpenFlags.ReadWrite | OpenFlags.Create, 0x180).Value;
}
