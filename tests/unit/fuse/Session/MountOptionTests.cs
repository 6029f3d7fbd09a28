using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Fuse.Tests.Session;

public class MountOptionTests
{
    private static readonly FuseMountOptions Options = new() { Source = "a,b\\c", Subtype = "cvmfs2", MaxRead = 131072 };

    [Fact]
    public void TheKernelsOptions() => Assert.Equal(
        $"fd=5,rootmode=40000,user_id={Credentials.EffectiveUid},group_id={Credentials.EffectiveGid},allow_other,default_permissions,max_read=131072",
        KernelMount.Data(5, Options));

    [Fact]
    public void TheHelpersOptions() => Assert.Equal(
        "fsname=a\\,b\\\\c,subtype=cvmfs2,ro,nosuid,nodev,allow_other,default_permissions,max_read=131072",
        HelperMount.OptionsOf(Options));

    [Fact]
    public void FewOptions() => Assert.Equal(
        "fsname=x,nosuid,nodev",
        HelperMount.OptionsOf(new FuseMountOptions { Source = "x", AllowOther = false, DefaultPermissions = false, ReadOnly = false }));

    [Theory]
    [InlineData("/dev/fd/17", true, 17)]
    [InlineData("/dev/fd/-1", false, 0)]
    [InlineData("/dev/fd/", false, 0)]
    [InlineData("/mnt", false, -1)]
    public void OpenedDevices(string target, bool expected, int descriptor)
    {
        Assert.Equal(expected, FuseSession.TryParseDescriptor(target, out var parsed));
        Assert.Equal(descriptor, parsed);
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(15_000_001, 1, 500_000_100)]
    [InlineData(long.MaxValue, int.MaxValue, 0)]
    public void Lifetimes(long ticks, ulong seconds, uint nanoseconds) =>
        Assert.Equal(new Lifetime(seconds, nanoseconds), Lifetime.From(TimeSpan.FromTicks(ticks)));
}
