using CernVM.Cvmfs.Fuse.Kernel;
using static CernVM.Cvmfs.Fuse.Tests.WireBytes;

namespace CernVM.Cvmfs.Fuse.Tests.Kernel;

public class NotificationTests
{
    private readonly byte[] buffer = new byte[NotificationEncoder.Maximum];

    [Fact]
    public void InvalidateNode() => Assert.Equal(
        [.. U32(40), .. I32(2), .. U64(0), .. U64(5), .. U64(ulong.MaxValue), .. U64(7)],
        NotificationEncoder.InvalidateNode(buffer, new NodeId(5), -1, 7).ToArray());

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void InvalidateEntry(bool onlyExpire, uint flags) => Assert.Equal(
        [.. U32(36), .. I32(3), .. U64(0), .. U64(5), .. U32(3), .. U32(flags), .. "abc\0"u8],
        NotificationEncoder.InvalidateEntry(buffer, new NodeId(5), "abc"u8, onlyExpire).ToArray());

    [Fact]
    public void DeleteEntry() => Assert.Equal(
        [.. U32(44), .. I32(6), .. U64(0), .. U64(5), .. U64(6), .. U32(3), .. U32(0), .. "abc\0"u8],
        NotificationEncoder.DeleteEntry(buffer, new NodeId(5), new NodeId(6), "abc"u8).ToArray());

    [Fact]
    public void Store() => Assert.Equal(
        [.. U32(140), .. I32(4), .. U64(0), .. U64(5), .. U64(4096), .. U32(100), .. U32(0)],
        NotificationEncoder.StoreHead(buffer, new NodeId(5), 4096, 100).ToArray());

    [Fact]
    public void WakingAsksForNothingOfAFile() => Assert.Equal(
        [.. U32(16 + 32), .. I32(5), .. U64(0), .. U64(0), .. U64(9), .. U64(0), .. U32(0), .. U32(0)],
        NotificationEncoder.Wake(buffer, new NodeId(9)).ToArray());

    [Fact]
    public void IncrementEpoch() => Assert.Equal([.. U32(16), .. I32(8), .. U64(0)], NotificationEncoder.IncrementEpoch(buffer).ToArray());
}
