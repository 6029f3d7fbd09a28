using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Linux.Tests.Files;

public sealed class DirectoryHandleTests : IDisposable
{
    // Not valid UTF-8, as file names may be.
    private static readonly byte[] OddName = [0xff, (byte)'\n', 0xc3, 0x28];
    private readonly TempFolder folder = new();

    private DirectoryHandle Root => folder.Handle;

    [Fact]
    public void AFileMadeUnderAnOddNameIsListedAndDescribed()
    {
        using (var file = Root.OpenFile(OddName, OpenFlags.Write | OpenFlags.Create | OpenFlags.Exclusive, 0x1A4).Value)
            Assert.Equal(5, file.WriteAt("hello"u8, 0).Value);
        Assert.True(Root.SetTimes(OddName, new FileTime(1, 2), new FileTime(-3, 123456789)).IsOk);
        var status = Root.Status(OddName).Value;
        Assert.Equal((FileKind.Regular, 5L, new FileTime(-3, 123456789), 1u), (status.Kind, status.Size, status.ModificationTime, status.LinkCount));
        using var reader = new DirectoryReader(Root);
        Assert.True(reader.TryRead(out var item));
        Assert.Equal(OddName, item.Name.ToArray());
        Assert.Equal((status.Inode, FileKind.Regular), (item.Inode, item.Kind));
        Assert.False(reader.TryRead(out _));
        Assert.Equal(Errno.None, reader.Error);
    }

    [Fact]
    public void ManyNamesAreAllRead()
    {
        for (var number = 0; number < 3000; number++)
            Assert.True(Root.MakeNode(TempFolder.Bytes($"name with some length {number}"), FileKind.Fifo, 0x180).IsOk);
        var count = 0;
        using var reader = new DirectoryReader(Root);
        while (reader.TryRead(out var item))
        {
            Assert.Equal(FileKind.Fifo, item.Kind);
            count++;
        }

        Assert.Equal(3000, count);
    }

    [Fact]
    public void MissingNamesAreErrorsNotExceptions()
    {
        Assert.Equal(Errno.ENOENT, Root.Status("nothing"u8).Error);
        Assert.Equal(Errno.ENOENT, Root.OpenFile("nothing"u8, OpenFlags.Read).Error);
        Assert.Equal(Errno.ENOENT, DirectoryHandle.Open(folder.Path + "/nothing").Error);
        Assert.Equal(Errno.ENOTDIR, DirectoryHandle.Open("/proc/self/status").Error);
        var error = Assert.Throws<LinuxException>(() => Root.Status("nothing"u8).OrThrow("look at nothing"));
        Assert.Equal("Could not look at nothing: No such file or directory (ENOENT).", error.Message);
    }

    [Fact]
    public void LinksAreReadAndNotFollowed()
    {
        var target = new byte[700];
        Array.Fill(target, (byte)'x');
        Assert.True(Root.MakeLink("link"u8, target).IsOk);
        Assert.Equal(target, Root.ReadLink("link"u8).Value);
        Assert.Equal(FileKind.SymbolicLink, Root.Status("link"u8).Value.Kind);
        Assert.Equal(Errno.ENAMETOOLONG, Root.StatusOfTarget("link"u8).Error);
        Assert.Equal(Errno.EINVAL, Root.ReadLink("."u8).Error);
    }

    [Fact]
    public void HardLinksAndRenames()
    {
        Assert.True(Root.MakeNode("a"u8, FileKind.Regular, 0x1A4).IsOk);
        Assert.True(Root.MakeDirectory("sub"u8, 0x1ED).IsOk);
        using var sub = Root.OpenDirectory("sub"u8).Value;
        Assert.True(Root.MakeHardLink("a"u8, sub, "b"u8).IsOk);
        Assert.Equal(2u, sub.Status("b"u8).Value.LinkCount);
        Assert.Equal(Errno.EEXIST, Root.Rename("a"u8, Root, "sub"u8, RenameMode.KeepExisting).Error);
        Assert.True(Root.Rename("a"u8, sub, "c"u8).IsOk);
        Assert.Equal(Errno.ENOTEMPTY, Root.RemoveDirectory("sub"u8).Error);
        Assert.True(sub.Unlink("b"u8).IsOk && sub.Unlink("c"u8).IsOk && Root.RemoveDirectory("sub"u8).IsOk);
    }

    [Fact]
    public void ATreeIsRemovedWithoutFollowingLinks()
    {
        Assert.True(Root.MakeDirectory("keep"u8, 0x1ED).IsOk && Root.MakeNode("keep/file"u8, FileKind.Regular, 0x1A4).IsOk);
        Assert.True(Root.MakeDirectory("tree"u8, 0x1ED).IsOk && Root.MakeDirectory("tree/sub"u8, 0x1ED).IsOk);
        Assert.True(Root.MakeLink("tree/sub/link"u8, "../../keep"u8).IsOk && Root.MakeNode("tree/fifo"u8, FileKind.Fifo, 0x180).IsOk);
        Assert.True(Root.RemoveTree("tree"u8).IsOk);
        Assert.Equal(["keep"u8.ToArray()], Root.Names().Value);
        Assert.True(Root.Status("keep/file"u8).IsOk);
        Assert.Equal(Errno.ENOENT, Root.RemoveTree("tree"u8).Error);
    }

    [Fact]
    public void ModesAndOwners()
    {
        Assert.True(Root.MakeNode("a"u8, FileKind.Regular, 0x1A4).IsOk);
        Assert.True(Root.ChangeMode("a"u8, 0xDED).IsOk);
        var status = Root.Status("a"u8).Value;
        Assert.Equal(0xDEDu, status.Permissions);
        Assert.True(Root.ChangeOwner("a"u8, status.Uid, status.Gid).IsOk);
    }

    [Fact]
    public void ExtendedAttributesOfOneFile()
    {
        Assert.True(Root.MakeNode(OddName, FileKind.Regular, 0x1A4).IsOk);
        var set = Root.SetAttribute(OddName, "user.test"u8, "value"u8);
        Assert.SkipWhen(set.Error == Errno.EOPNOTSUPP, "the temporary folder's file system has no user attributes");
        Assert.True(set.IsOk);
        var buffer = new byte[100];
        Assert.Equal(10, Root.ListAttributes(OddName, buffer).Value);
        Assert.Equal("user.test\0"u8, buffer.AsSpan(0, 10));
        Assert.Equal(5, Root.GetAttribute(OddName, "user.test"u8, buffer).Value);
        Assert.Equal("value"u8, buffer.AsSpan(0, 5));
        Assert.Equal(5, Root.GetAttribute(OddName, "user.test"u8, []).Value);
        Assert.Equal(Errno.ERANGE, Root.GetAttribute(OddName, "user.test"u8, buffer.AsSpan(0, 2)).Error);
        Assert.True(Root.RemoveAttribute(OddName, "user.test"u8).IsOk);
        Assert.Equal(Errno.ENODATA, Root.GetAttribute(OddName, "user.test"u8, buffer).Error);
    }

    [Fact]
    public void AZeroByteInAPathIsRefusedLoudly() => Assert.Throws<ArgumentException>(() => Root.Status([65, 0, 66]));

    [Fact]
    public void StatisticsOfTheFileSystem()
    {
        var status = DirectoryHandle.FileSystemStatus(TempFolder.Bytes(folder.Path)).Value;
        Assert.InRange(status.FreeBytes, 1, status.TotalBytes);
    }

    public void Dispose() => folder.Dispose();
}
