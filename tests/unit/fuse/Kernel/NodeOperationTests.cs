using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using static CernVM.Cvmfs.Fuse.Tests.WireBytes;

namespace CernVM.Cvmfs.Fuse.Tests.Kernel;

public class NodeOperationTests
{
    private readonly RecordingFileSystem files = new();

    [Fact]
    public void Lookup()
    {
        byte[] expected = Reply(
            Errno.None,
            U64(0x0102030405060708), // nodeid
            U64(9), // generation
            U64(10), // entry_valid
            U64(12), // attr_valid
            U32(11), // entry_valid_nsec
            U32(13), // attr_valid_nsec
            SomeAttributes());
        Assert.Equal(expected, Serve(files, Request(FuseOpcode.FUSE_LOOKUP, "usr\0"u8.ToArray())));
        Assert.Equal(["lookup node 49 usr 1000:100 7"], files.Calls);
    }

    [Fact]
    public void AnErrorHasNoPayload()
    {
        files.Answer = Errno.ENOENT;
        Assert.Equal(Reply(Errno.ENOENT), Serve(files, Request(FuseOpcode.FUSE_LOOKUP, "x\0"u8.ToArray())));
    }

    [Fact]
    public void ForgetHasNoReply()
    {
        Assert.Empty(Serve(files, Request(FuseOpcode.FUSE_FORGET, U64(3))));
        Assert.Equal(["forget node 49 3"], files.Calls);
    }

    [Fact]
    public void BatchForget()
    {
        Assert.Empty(Serve(files, Request(FuseOpcode.FUSE_BATCH_FORGET, U32(2), U32(0), U64(5), U64(1), U64(6), U64(2))));
        Assert.Equal(["forget node 5 1", "forget node 6 2"], files.Calls);
    }

    [Fact]
    public void ABatchThatPromisesMoreThanItHoldsStopsThere()
    {
        Assert.Empty(Serve(files, Request(FuseOpcode.FUSE_BATCH_FORGET, U32(uint.MaxValue), U32(0), U64(5), U64(1))));
        Assert.Equal(["forget node 5 1"], files.Calls);
    }

    [Theory]
    [InlineData(0u, "getattr node 49 -")]
    [InlineData(1u, "getattr node 49 8")]
    public void GetAttributes(uint flags, string call)
    {
        var expected = Reply(Errno.None, U64(12), U32(13), U32(0), SomeAttributes());
        Assert.Equal(expected, Serve(files, Request(FuseOpcode.FUSE_GETATTR, U32(flags), U32(0), U64(8))));
        Assert.Equal([call], files.Calls);
    }

    [Fact]
    public void Statx()
    {
        byte[] Time(ulong seconds, uint nanoseconds) => [.. U64(seconds), .. U32(nanoseconds), .. U32(0)];
        var expected = Reply(
            Errno.None,
            U64(12), // attr_valid
            U32(13), // attr_valid_nsec
            U32(0), // flags
            new byte[16], // spare
            U32(0x7ff), // mask
            U32(0x1000), // blksize
            U64(0), // attributes
            U32(0xaa), // nlink
            U32(0xbb), // uid
            U32(0xcc), // gid
            U16(0x81A4), // mode
            U16(0), // spare
            U64(0x11), // ino
            U64(0x22), // size
            U64(0x33), // blocks
            U64(0), // attributes_mask
            Time(0x44, 0x77),
            Time(0, 0), // btime
            Time(0x66, 0x99),
            Time(0x55, 0x88),
            U32(1), // rdev_major
            U32(2), // rdev_minor
            U32(0), // dev_major
            U32(0), // dev_minor
            new byte[14 * 8]); // spare
        Assert.Equal(expected, Serve(files, Request(FuseOpcode.FUSE_STATX, U32(1), U32(0), U64(8), U32(0), U32(0xfff))));
        Assert.Equal(["getattr node 49 8"], files.Calls);
    }

    [Fact]
    public void ReadLink() => Assert.Equal(Reply(Errno.None, "data"u8.ToArray()), Serve(files, Request(FuseOpcode.FUSE_READLINK)));

    [Fact]
    public void StatisticsOfTheFileSystem()
    {
        var expected = Reply(Errno.None, U64(1), U64(2), U64(3), U64(4), U64(5), U32(6), U32(7), U32(6), U32(0), new byte[24]);
        Assert.Equal(expected, Serve(files, Request(FuseOpcode.FUSE_STATFS)));
    }

    [Fact]
    public void AnAttributeAndItsSize()
    {
        var name = "user.x\0"u8.ToArray();
        Assert.Equal(Reply(Errno.None, "data"u8.ToArray()), Serve(files, Request(FuseOpcode.FUSE_GETXATTR, U32(100), U32(0), name)));
        Assert.Equal(Reply(Errno.None, U32(4), U32(0)), Serve(files, Request(FuseOpcode.FUSE_GETXATTR, U32(0), U32(0), name)));
        Assert.Equal(Reply(Errno.ERANGE), Serve(files, Request(FuseOpcode.FUSE_GETXATTR, U32(3), U32(0), name)));
        Assert.Equal("getxattr user.x False", files.Calls[0]);
    }

    [Fact]
    public void NamesOfAttributes() =>
        Assert.Equal(Reply(Errno.None, "user.a\0"u8.ToArray()), Serve(files, Request(FuseOpcode.FUSE_LISTXATTR, U32(7), U32(0))));

    [Fact]
    public void Access()
    {
        Assert.Equal(Reply(Errno.None), Serve(files, Request(FuseOpcode.FUSE_ACCESS, U32(4), U32(0))));
        Assert.Equal(["access 4"], files.Calls);
    }
}
