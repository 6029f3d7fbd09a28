using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using CsCheck;
using static CernVM.Cvmfs.Fuse.Tests.WireBytes;

namespace CernVM.Cvmfs.Fuse.Tests.Kernel;

public class DispatcherTests
{
    [Theory]
    [InlineData(FuseOpcode.FUSE_SETATTR, Errno.EROFS)]
    [InlineData(FuseOpcode.FUSE_MKDIR, Errno.EROFS)]
    [InlineData(FuseOpcode.FUSE_WRITE, Errno.EROFS)]
    [InlineData(FuseOpcode.FUSE_IOCTL, Errno.ENOTTY)]
    [InlineData(FuseOpcode.FUSE_POLL, Errno.ENOSYS)]
    [InlineData((FuseOpcode)999, Errno.ENOSYS)]
    [InlineData((FuseOpcode)7, Errno.ENOSYS)]
    public void WhatIsNotServedIsRefused(FuseOpcode opcode, Errno expected) =>
        Assert.Equal(Reply(expected), Serve(new RecordingFileSystem(), Request(opcode, new byte[100])));

    [Fact]
    public void AFileSystemThatOverridesNothingAnswersEverything()
    {
        foreach (var row in OpcodeTable.All)
            Assert.Equal(row.HasReply, Serve(new Nothing(), Request(row.Code, new byte[row.ArgumentSize], "name\0name\0"u8.ToArray())).Length > 0);
    }

    [Fact]
    public void AnExceptionIsReportedAndAnsweredWithEio()
    {
        var observer = new Observer();
        Assert.Equal(Reply(Errno.EIO), Serve(new Throwing(), Request(FuseOpcode.FUSE_STATFS), observer));
        Assert.Equal(["boom"], observer.Lines);
    }

    [Fact]
    public void TheTraceNamesRequestAndReply()
    {
        var observer = new Observer { Tracing = true };
        Serve(new RecordingFileSystem(), Request(FuseOpcode.FUSE_LOOKUP, "usr\0"u8.ToArray()), observer);
        Serve(new RecordingFileSystem { Answer = Errno.EACCES }, Request(FuseOpcode.FUSE_ACCESS, U32(1), U32(0)), observer);
        Assert.Equal(
            [
                "#153 LOOKUP node 49 \"usr\" uid 1000 pid 7",
                "#153 LOOKUP -> 144 bytes",
                "#153 ACCESS node 49 uid 1000 pid 7",
                "#153 ACCESS -> EACCES",
            ],
            observer.Lines);
    }

    [Fact]
    public void HostileRequestsGetOneAnswerOrNone() =>
        Gen.Select(Gen.UInt[0, 60], Gen.Byte.Array[0, 120], Gen.Bool).Sample((opcode, body, wrongLength) =>
        {
            var request = Request((FuseOpcode)opcode, body);
            request[0] += (byte)(wrongLength ? 1 : 0);
            var reply = Serve(new RecordingFileSystem(), request);
            var wantsReply = OpcodeTable.Find(opcode) is not { HasReply: false };
            return wantsReply ? reply.Length >= 16 && BitConverter.ToUInt32(reply) == reply.Length : reply.Length == 0;
        });

    [Fact]
    public void TooShortForAHeaderIsIgnored() => Assert.Empty(Serve(new RecordingFileSystem(), new byte[39]));

    [Fact]
    public void TheTableIsInOrderAndNamesAreUnique()
    {
        var codes = OpcodeTable.All.Select(row => row.Code).ToArray();
        Assert.Equal(codes.Order(), codes);
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.Equal(Enum.GetValues<FuseOpcode>().Where(code => code != FuseOpcode.FUSE_NONE), codes);
        Assert.All(OpcodeTable.All, row => Assert.Same(row, OpcodeTable.Find((uint)row.Code)));
    }

    private sealed class Nothing : FuseFileSystem;

    private sealed class Throwing : FuseFileSystem
    {
        protected internal override Errno GetStatistics(in FuseRequest request, ref FileSystemStatistics statistics) =>
            throw new InvalidOperationException("boom");
    }

    private sealed class Observer : FuseObserver
    {
        public bool Tracing { get; init; }

        public List<string> Lines { get; } = [];

        public override bool IsTracing => Tracing;

        public override void Trace(string line) => Lines.Add(line);

        public override void HandlerFailed(in FuseRequest request, Exception error) => Lines.Add(error.Message);
    }
}
