using CernVM.Cvmfs.Linux.Files;
using CsCheck;

namespace CernVM.Cvmfs.Linux.Tests.Files;

public class NumberTests
{
    [Theory]
    [InlineData(1, 3, 0x103u)]
    [InlineData(8, 256, 0x100800u)]
    [InlineData(0xfff, 0xfffff, 0xffffffffu)]
    public void DeviceNumbersAsTheKernelEncodesThem(uint major, uint minor, uint encoded)
    {
        Assert.Equal(encoded, new DeviceNumber(major, minor).ToEncoded());
        Assert.Equal(new DeviceNumber(major, minor), DeviceNumber.FromEncoded(encoded));
    }

    [Fact]
    public void TheLongFormIsTheShortOneForSmallNumbers() => Assert.Equal(0x801ul, new DeviceNumber(8, 1).ToLong());

    [Fact]
    public void TheLongFormHasRoomForLargeNumbers() => Assert.Equal(0x0000_1000_0010_0000ul, new DeviceNumber(0x1000, 0x100).ToLong());

    [Fact]
    public void TimesSurviveTheWayThroughDotNet() => Gen.Long[-2_000_000_000, 4_000_000_000].Select(Gen.Int[0, 9_999_999]).Sample((seconds, ticks) =>
    {
        var time = new FileTime(seconds, ticks * 100);
        return FileTime.From(time.ToDateTimeOffset()) == time;
    });
}
