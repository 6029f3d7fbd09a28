using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using static CernVM.Cvmfs.Fuse.Tests.WireBytes;

namespace CernVM.Cvmfs.Fuse.Tests.Kernel;

public class OpenFileOperationTests
{
    private readonly RecordingFileSystem files = new();

    [Fact]
    public void Open()
    {
        Assert.Equal(Reply(Errno.None, U64(0x21), U32(2), I32(0)), Serve(files, Request(FuseOpcode.FUSE_OPEN, U32(0x8000), U32(0))));
        Assert.Equal(["open 32768"], files.Calls);
    }

    [Fact]
    public void PassThroughLeavesOutWhatTheKernelRefusesBesideIt()
    {
        var reply = new OpenReply { Handle = new FuseHandle(1), Behaviour = OpenBehaviour.KeepCache | OpenBehaviour.NoFlush, Backing = new BackingId(5) };
        var encoded = FileOperations.Encode(reply);
        Assert.Equal((1ul, 0x80u | 0x20u, 5), (encoded.fh, encoded.open_flags, encoded.backing_id));
    }

    [Fact]
    public void Read()
    {
        var request = Request(FuseOpcode.FUSE_READ, ReadArguments(0x21, 0x1000, 4096));
        Assert.Equal(Reply(Errno.None, "data"u8.ToArray()), Serve(files, request));
        Assert.Equal(["read 33 4096 4096"], files.Calls);
    }

    [Fact]
    public void ALargeReadGetsARoomOfItsSize()
    {
        files.Data = new byte[1_000_000];
        files.Data[^1] = 7;
        var reply = Serve(files, Request(FuseOpcode.FUSE_READ, ReadArguments(1, 0, 1_000_000)));
        Assert.Equal(Reply(Errno.None, files.Data), reply);
    }

    [Fact]
    public void MoreThanTheAgreedMaximumIsCut()
    {
        Serve(files, Request(FuseOpcode.FUSE_READ, ReadArguments(1, 0, uint.MaxValue)));
        Assert.Equal([$"read 1 0 {FuseLimits.MaximumRead}"], files.Calls);
    }

    [Fact]
    public void ReleaseFlushAndSeek()
    {
        Assert.Equal(Reply(Errno.None), Serve(files, Request(FuseOpcode.FUSE_RELEASE, U64(5), U32(0), U32(0), U64(0))));
        Assert.Equal(Reply(Errno.None), Serve(files, Request(FuseOpcode.FUSE_FLUSH, U64(6), U32(0), U32(0), U64(0))));
        Assert.Equal(Reply(Errno.None, U64(0x42)), Serve(files, Request(FuseOpcode.FUSE_LSEEK, U64(7), U64(8), U32(3), U32(0))));
        Assert.Equal(["release 5", "flush 6", "seek 7 8 3"], files.Calls);
    }

    [Fact]
    public void OpenAndReleaseDirectory()
    {
        Assert.Equal(Reply(Errno.None, U64(0x22), U32(2 | 8), I32(0)), Serve(files, Request(FuseOpcode.FUSE_OPENDIR, U32(0), U32(0))));
        Assert.Equal(Reply(Errno.None), Serve(files, Request(FuseOpcode.FUSE_RELEASEDIR, U64(5), U32(0), U32(0), U64(0))));
        Assert.Equal(["opendir 0", "releasedir 5"], files.Calls);
    }

    [Fact]
    public void ReadDirectory()
    {
        byte[] first = [.. U64(5), .. U64(1), .. U32(3), .. U32(4), .. "abc"u8, 0, 0, 0, 0, 0]; // ino, off, namelen, DT_DIR, name, padding
        byte[] second = [.. U64(6), .. U64(2), .. U32(8), .. U32(8), .. "12345678"u8]; // DT_REG
        Assert.Equal(Reply(Errno.None, first, second), Serve(files, Request(FuseOpcode.FUSE_READDIR, ReadArguments(9, 3, 4096))));
        Assert.Equal(Reply(Errno.None, first), Serve(files, Request(FuseOpcode.FUSE_READDIR, ReadArguments(9, 3, 63))));
        Assert.Equal(["readdir 9 3 True", "readdir 9 3 False"], files.Calls);
    }

    [Fact]
    public void ReadDirectoryPlus()
    {
        byte[] entry = [.. U64(7), .. new byte[32], .. SomeAttributes()];
        byte[] name = [.. U64(0x11), .. U64(1), .. U32(3), .. U32(8), .. "abc"u8, 0, 0, 0, 0, 0];
        Assert.Equal(Reply(Errno.None, entry, name), Serve(files, Request(FuseOpcode.FUSE_READDIRPLUS, ReadArguments(9, 0, 160))));
        Assert.Equal(Reply(Errno.None), Serve(files, Request(FuseOpcode.FUSE_READDIRPLUS, ReadArguments(9, 0, 159))));
        Assert.Equal(["readdirplus 9 0 True", "readdirplus 9 0 False"], files.Calls);
    }

    // fh, offset, size, read_flags, lock_owner, flags, padding
    private static byte[] ReadArguments(ulong handle, ulong offset, uint size) =>
        [.. U64(handle), .. U64(offset), .. U32(size), .. U32(0), .. U64(0), .. U32(0), .. U32(0)];
}
